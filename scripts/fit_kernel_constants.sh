#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Fits every kernel constant of presets/devices again from the tables in presets/papers, and then the launches of the
# software stack that was measured as a whole, the host time of served requests and the errors of whole requests. Deterministic: the files change only if a table, an equation or the search
# changed. Usage: scripts/fit_kernel_constants.sh [ralmscope-cli] [kind...]
set -eu
cd "$(dirname "$0")/.."
cli=${1:-build/release/app/cli/ralmscope-cli}
[ $# -gt 0 ] && shift
kinds=${*:-gemm attention-prefill attention-decode collectives elementwise power end-to-end launches serving}
export RALMSCOPE_DATA_DIR="${RALMSCOPE_DATA_DIR:-$PWD/presets}"

gpus_of() {
    case $1 in
    gemm) echo a100-80gb h100-sxm h200 b200 b300 gb200 l40s rtx-pro-6000 a40 mi210 arc-b60 generic ;;
    attention-prefill | attention-decode) echo a100-80gb h100-sxm h200 b200 b300 gb200 l40s rtx-pro-6000 generic ;;
    collectives) echo a100-80gb h100-sxm h200 b200 gb200 l40s rtx-pro-6000 a40 generic ;;
    elementwise) echo a100-80gb h100-sxm a40 mi210 generic ;;
    power) echo a100-80gb a100-40gb h100-sxm gh200 h200 b200 gb200 generic ;;
    end-to-end) echo a100-40gb h100-sxm gh200 mi250 mi300x generic ;;
    esac
}

for kind in $kinds; do
    if [ "$kind" = launches ]; then
        "$cli" calibrate --kind launches --figure chameleon-ralm-latency --figure chameleon-lm-microbenchmark \
            --out presets/devices/fairseq-pytorch.json --gpu-out presets/devices/rtx-3090.json
        continue
    fi
    if [ "$kind" = serving ]; then
        # The host time of a request, then the errors of whole requests with it.
        for stack in vllm tensorrt-llm; do
            "$cli" calibrate --kind gpu-serving --data presets/papers/gpu-serving/table.csv --stack "$stack" \
                --out "presets/devices/$stack.json"
        done
        for gpu in a100-80gb h100-sxm h200 b200 generic; do
            "$cli" calibrate --kind gpu-serving --data presets/papers/gpu-serving/table.csv --gpu "$gpu" \
                --out "presets/devices/$gpu.json"
        done
        continue
    fi
    for gpu in $(gpus_of "$kind"); do
        "$cli" calibrate --kind "gpu-$kind" \
            --data "presets/papers/gpu-$kind/table.csv" --gpu "$gpu" --out "presets/devices/$gpu.json"
    done
done
