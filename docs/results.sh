#!/usr/bin/env bash
# Makes docs/results.md: every data set of $ALLUVIUM_DATA/data and WordNet, five seeds, and what others reached beside it.
# Started again it goes on where it was ended. RESULTS names the folder of the evaluations, SEEDS the seeds.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly data="${ALLUVIUM_DATA:-../shared}/data"
readonly encoders="${ALLUVIUM_DATA:-../shared}/encoders"
readonly results="${RESULTS:-target/results}"
read -r -a seeds <<<"${SEEDS:-1 2 3 4 5}"

main() {
  for seed in "${seeds[@]}"; do
    evaluate keystroke prequential ncm,slda,auto,knn,ranpac
    evaluate gas-drift prequential ncm,slda,auto,knn,ranpac
    evaluate gas-drift domain-incremental ncm,slda,auto
    evaluate elec2 prequential ncm,slda,auto
    evaluate clinc150 joint ncm,slda,auto,teen,knn,ranpac
    evaluate clinc150 class-incremental ncm,slda,auto
    evaluate clinc150 few-shot ncm,slda,auto,teen
    evaluate clinc150 prequential ncm,slda,auto --label-delay 500
    evaluate cifar10 joint ncm,slda,auto,knn,ranpac --encoder "$encoders/image/mobilenet_v1_0.25_128_quant.w8.onnx"
    evaluate wordnet joint ncm,slda,auto
    evaluate wordnet prequential ncm,slda,auto --label-delay 500
  done
  write >docs/results.md
  echo "results: docs/results.md"
}

evaluate() {
  local set="$1" protocol="$2" heads="$3" place="$data/$1"
  shift 3
  [ "$set" = wordnet ] && place=wordnet
  if [ "$set" != wordnet ] && [ ! -d "$place" ]; then
    echo "results: no $place: left out" >&2
    return
  fi
  echo "results: $set, $protocol, seed $seed" >&2
  ./alluvium evaluate --data "$place" --protocol "$protocol" --heads "$heads" --seed "$seed" \
    -P "alluvium.head.seed=$seed" --no-pictures --out "$results/$set-$protocol/seed-$seed" "$@" >&2
}

write() {
  cat <<'END'
# Results

Made by `docs/results.sh`, which says what was run; the figures are explained in [evaluation.md](evaluation.md). Mean ± standard deviation over the seeds named, which order the stream, the
classes and the shots, and draw random features. Settings are the defaults of `./alluvium evaluate`, those of a LEARN that reads a long ledger: solves are rare and take effect
256 entries and more after their trigger. Short streams (keystroke, gas-drift) pay for that in their prequential figures; the program of the reference solves every 25 labels.
A deviation of 0 means that the order leaves no trace: with fixed training and test rows the exact sums, and so the head at the end, are the same to the last bit.

In *italics*, what other programs reach on the same rows and embeddings: NumPy and scikit-learn in 64-bit floats, hyperparameters chosen on an inner split (`data/README.md` of the
folder of data sets). *Logistic regression, joint* is trained on all rows at once and is the ceiling that methods of one pass are held against. An empty cell was not published, or
means nothing there.

END
  ./alluvium results "$results" --anchors docs/results-anchors.csv
}

main
