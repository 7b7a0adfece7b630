#!/usr/bin/env bash
# Makes docs/moa-comparison.md: heads of Alluvium and learners of MOA 2024.07 (GPL, fetched for this only) on the same streams.
# LEARNERS and SETS choose; with two cores all of it takes hours, most of it for forests in 384 dimensions.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly data="${ALLUVIUM_DATA:-../shared}/data"
readonly cache="${XDG_CACHE_HOME:-$HOME/.cache}/alluvium"
readonly learners="${LEARNERS:-NaiveBayes,HoeffdingTree,kNN,SAMkNN,AdaptiveRandomForest}"
read -r -a sets <<<"${SETS:-keystroke gas-drift elec2 clinc150}"

main() {
  mvn -q -B -Pmoa -pl moa-comparison -am -DskipTests package >&2
  write >docs/moa-comparison.md.part
  mv docs/moa-comparison.md.part docs/moa-comparison.md
  echo "moa-comparison: docs/moa-comparison.md"
}

write() {
  cat docs/moa-comparison.head.md
  for set in "${sets[@]}"; do
    for delay in 0 500; do
      echo "moa-comparison: $set, labels $delay samples later" >&2
      printf '\n## %s, labels %s samples later\n\n' "$set" "$delay"
      compare "$set" "$delay"
    done
  done
}

compare() {
  java --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED -Xmx3g \
    -cp "moa-comparison/target/classes:$(cat moa-comparison/target/classpath.txt)" io.alluvium.moa.MoaComparison \
    --data "$data/$1" --label-delay "$2" --learners "$learners" --heads auto,slda,knn --cache "$cache"
}

main
