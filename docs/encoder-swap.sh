#!/usr/bin/env bash
# Measures changes of the encoder and writes encoder-swap.md beside this script.
#
#   ALLUVIUM_DATA=/data docs/encoder-swap.sh [NAME...]
#
# $ALLUVIUM_DATA has data/clinc150, data/cifar10 and encoders/image. Names are those of the runs
# below; none means all, and page means to write the page alone. What was measured before stays in
# var/encoder-swap and in the page.
set -euo pipefail

readonly HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
readonly ROOT="$(dirname "$HERE")"
readonly RESULTS="$ROOT/var/encoder-swap"
readonly RUNS=(clinc150 wordnet cifar10 bird chain)
readonly CASCADES=(cascade-clinc150 cascade-wordnet cascade-cifar10)

main() {
  if [ "${1:-}" = page ]; then
    write_page
    return
  fi
  : "${ALLUVIUM_DATA:?set it to the folder that has data/ and encoders/}"
  readonly CLINC="$ALLUVIUM_DATA/data/clinc150"
  readonly CIFAR="$ALLUVIUM_DATA/data/cifar10"
  readonly IMAGE="$ALLUVIUM_DATA/encoders/image/mobilenet"
  local runs=("$@") name
  [ "$#" -gt 0 ] || runs=("${RUNS[@]}" "${CASCADES[@]}")
  mkdir -p "$RESULTS"
  for name in "${runs[@]}"; do
    run "$name"
  done
  write_page
}

write_page() {
  page >"$HERE/encoder-swap.md.new"
  mv "$HERE/encoder-swap.md.new" "$HERE/encoder-swap.md"
}

run() {
  case "$1" in
    clinc150) swap "$1" "$CLINC" minilm bge-small 0.13d,0.26d,0.5d,1d,2d,4d,8d slda,auto,ncm ;;
    wordnet) swap "$1" wordnet minilm bge-small 0.13d,0.26d,0.5d,1d,2d,4d,8d slda,auto,ncm \
      -P alluvium.prior=frequency ;;
    cifar10) swap "$1" "$CIFAR" "${IMAGE}_v1_0.5_160_quant.w8.onnx" \
      "${IMAGE}_v2_1.0_224_quant.w8.onnx" 1d,2000 slda,ncm ;;
    bird) swap "$1" "$CIFAR" "${IMAGE}_v2_1.0_224_quant.w8.onnx" \
      "${IMAGE}_v2_1.0_224_inat_bird_quant.w8.onnx" 2000 slda ;;
    chain) swap "$1" "$CLINC" minilm \
      bge-small,minilm,bge-small,minilm,bge-small,minilm,bge-small,minilm 4d slda,ncm ;;
    cascade-clinc150) cascade "$1" "$CLINC" minilm bge-small 4d ;;
    cascade-wordnet) cascade "$1" wordnet minilm bge-small 4d -P alluvium.prior=frequency ;;
    cascade-cifar10) cascade "$1" "$CIFAR" "${IMAGE}_v1_0.5_160_quant.w8.onnx" \
      "${IMAGE}_v2_1.0_224_quant.w8.onnx" 2000 ;;
    *) echo "encoder-swap: no run $1, there are ${RUNS[*]} ${CASCADES[*]}" >&2; exit 2 ;;
  esac
}

# Changes an encoder: name, data, encoder, encoders after it, shadow sizes, heads, more options.
swap() {
  evaluate encoder-swap "$@"
}

# Puts a small encoder before a large one: name, data, small, large, shadow size, more options.
cascade() {
  local first=("${@:1:5}")
  shift 5
  evaluate cascade "${first[@]}" auto,slda,ncm "$@"
}

# Runs one evaluation and keeps what it prints.
evaluate() {
  local protocol="$1" name="$2" data="$3" from="$4" to="$5" shadow="$6" heads="$7"
  shift 7
  rm -rf "${RESULTS:?}/$name"
  "$ROOT/alluvium" evaluate --protocol "$protocol" --data "$data" --encoder "$from" --to "$to" \
    --shadow "$shadow" --heads "$heads" --out "$RESULTS/$name" "$@" >"$RESULTS/$name.part"
  grep -v '^Report: ' "$RESULTS/$name.part" >"$RESULTS/$name.txt"
  rm "$RESULTS/$name.part"
}

# Prints the figure of a run: number of shadow samples, row, column of the head.
figure() {
  [ -s "$RESULTS/$1.txt" ] || return 0
  awk -v n="$2" -v row="$3" -v column="$4" \
    '$2 == "shadow" { now = $1 } now == n && $1 == row { print $column }' "$RESULTS/$1.txt"
}

# Prints the best figure over all heads.
best() {
  [ -s "$RESULTS/$1.txt" ] || return 0
  awk -v n="$2" -v row="$3" '$2 == "shadow" { now = $1 }
    now == n && $1 == row { for (i = 2; i <= NF; i++) if ($i > most) most = $i; print most }' \
    "$RESULTS/$1.txt"
}

# Prints what the gate of a run said of its first head: number of shadow samples.
verdict() {
  [ -s "$RESULTS/$1.txt" ] || return 0
  awk -v n="$2" '$2 == "shadow" { now = $1 }
    now == n && /^gate of / && !said { said = 1; sub(/^gate of /, ""); print }' "$RESULTS/$1.txt"
}

# Prints one line of the table: what, bar, how far below it may be, figure of ours.
line() {
  local what="$1" bar="$2" room="$3" got="$4"
  if [ -z "$bar" ] || [ -z "$got" ]; then
    echo "| $what | - | - | not measured |"
  else
    awk -v what="$what" -v bar="$bar" -v room="$room" -v got="$got" 'BEGIN {
      lost = 100 * (bar - got)
      printf "| %s | %.4f less %.1f points | %.4f, %.1f points less | %s |\n", what, bar, room, got,
        lost, lost <= room + 0.05 ? "met" : "**missed**" }'
  fi
}

# Prints the most that a row of the chain lost against backfill in any change: head, row.
chain_loss() {
  [ -s "$RESULTS/chain.txt" ] || return 0
  awk -v head="$1" -v row="$2" '$1 == head {
    for (i = 2; i < NF; i++) { if ($i == row) got = $(i + 1); if ($i == "backfill") bar = $(i + 1) }
    lost = 100 * (bar - got); if (lost > most) most = lost } END { printf "%.1f", most }' \
    "$RESULTS/chain.txt"
}

page() {
  cat "$HERE/encoder-swap.head.md"
  echo
  echo "| swap | must reach | reached | |"
  echo "| --- | --- | --- | --- |"
  line "CLINC150, best head of \`moved\`, \`bridge\`, \`average\`, 4 d, against backfill" \
    "$(best clinc150 1536 backfill)" 1.0 "$(ways clinc150 1536)"
  line "the same, best head of \`ours\`" \
    "$(best clinc150 1536 backfill)" 1.0 "$(best clinc150 1536 ours)"
  line "CLINC150, best head of \`moved\`, \`bridge\`, \`average\`, 1 d, against backfill" \
    "$(best clinc150 384 backfill)" 2.0 "$(ways clinc150 384)"
  line "CLINC150, \`slda\`, \`ours\`, 4 d, against backfill" \
    "$(figure clinc150 1536 backfill 2)" 1.5 "$(figure clinc150 1536 ours 2)"
  line "WordNet, best head of \`moved\`, \`bridge\`, \`average\`, 4 d, against the old encoder" \
    "$(best wordnet 1536 old)" 2.0 "$(ways wordnet 1536)"
  line "the same, best head of \`ours\`" \
    "$(best wordnet 1536 old)" 2.0 "$(best wordnet 1536 ours)"
  line "CIFAR-10 subset, best head of \`moved\`, \`bridge\`, \`average\`, n = 2000, against the old encoder" \
    "$(best cifar10 2000 old)" 2.0 "$(ways cifar10 2000)"
  line "the same, best head of \`ours\`" \
    "$(best cifar10 2000 old)" 2.0 "$(best cifar10 2000 ours)"
  echo
  if [ -s "$RESULTS/bird.txt" ]; then
    echo "- MobileNetV2 to the bird encoder (must warn or refuse): $(verdict bird 2000);" \
      "without compensation $(figure bird 2000 none 2), old $(figure bird 2000 old 2)," \
      "ours $(figure bird 2000 ours 2), learnt anew $(figure bird 2000 backfill 2)."
  else
    echo "- MobileNetV2 to the bird encoder (must warn or refuse): not measured."
  fi
  echo "- Eight changes between MiniLM and BGE-small (at most 2 points below backfill each time): \`slda\`" \
    "loses at most $(chain_loss slda composed) points along composed maps, $(chain_loss slda no-residual)" \
    "without residual covariance, $(chain_loss slda anchor) from the first encoder."
  echo
  cat "$HERE/encoder-swap.live.md"
  cascades
  echo
  cat "$HERE/encoder-swap.adapter.md"
  curve "CLINC150" clinc150 2
  curve "WordNet" wordnet 2
  local name
  for name in "${RUNS[@]}" "${CASCADES[@]}"; do
    echo
    echo "## Run \`$name\`"
    echo
    if [ -s "$RESULTS/$name.txt" ]; then
      echo '```'
      cat "$RESULTS/$name.txt"
      echo '```'
    else
      echo "Not measured."
    fi
  done
}

# Prints what a small encoder before a large one saves, and what it costs, with the first head.
cascades() {
  cat "$HERE/encoder-swap.cascade.md"
  local name
  for name in "${CASCADES[@]}"; do
    [ -s "$RESULTS/$name.txt" ] || continue
    awk -v name="${name#cascade-}" '
      /^a sample takes/ { small = $7; large = $12 }
      /^[a-z]/ && !/^a sample/ { heads++ }
      heads != 1 { next }
      $1 ~ /^(large|small|small-mapped)$/ { alone[$1] = $3 }
      $1 == "cascade" {
        if (!told++) {
          printf "| %s | `large` | %s | 0 | - | - | 1 |\n", name, alone["large"]
          printf "| (%s ms, %s ms) | `small` | %s | 1 | - | - | %.3f |\n", small, large,
            alone["small"], small / large
          printf "| | `small-mapped` | %s | 1 | - | - | %.3f |\n", alone["small-mapped"], small / large
        }
        sub(/,$/, "", $7)
        printf "| | cascade, %s | %s | %s | %s | %s | %s |\n", $2, $4, $7, $9, $12, $14
      }' "$RESULTS/$name.txt"
  done
}

# Prints the best figure of the three ways of serving.
ways() {
  { best "$1" "$2" moved; best "$1" "$2" bridge; best "$1" "$2" average; } | sort -r | head -n 1
}

# Prints the accuracy of each row for each number of shadow samples: title, run, column.
curve() {
  [ -s "$RESULTS/$2.txt" ] || return 0
  echo
  echo "## Over the number of shadow samples: $1, \`$(awk '$1 == "row" { print $'"$3"'; exit }' "$RESULTS/$2.txt")\`"
  echo
  awk -v column="$3" '$2 == "shadow" { n[++sizes] = $1; now = $1 }
    $1 == "row" { reading = 1; next } /^gate/ { reading = 0 }
    reading { if (!($1 in seen)) { seen[$1] = 1; rows[++count] = $1 } value[$1, now] = $column }
    END {
      printf "| row |"; for (i = 1; i <= sizes; i++) printf " %s |", n[i]
      printf "\n| --- |"; for (i = 1; i <= sizes; i++) printf " --- |"; print ""
      for (r = 1; r <= count; r++) {
        printf "| `%s` |", rows[r]
        for (i = 1; i <= sizes; i++) printf " %s |", value[rows[r], n[i]]
        print ""
      }
    }' "$RESULTS/$2.txt"
}

main "$@"
