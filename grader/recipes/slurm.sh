#!/usr/bin/env bash
# Grades a class as an array of Slurm tasks: slurm.sh LAB CLASS OUT SHARES [OPTIONS of labs batch].
# The repository is built before; CLASS, OUT and the repository lie on a disk that all nodes see.
set -euo pipefail
if [[ $# -lt 4 ]]; then
  echo "usage: $0 LAB CLASS OUT SHARES [--trials N ...]" >&2
  exit 2
fi

lab=$1 class=$(realpath "$2") out=$(realpath -m "$3") shares=$4
shift 4
labs=${LABS:-$(dirname "$(realpath "$0")")/../bin/Release/net10.0/labs}
logs=$out-logs
mkdir -p "$logs"
command=$(printf '%q ' "$labs" batch "$lab" "$class" --out "$out" --resume --jobs 1 "$@")

# Points that were lost, status 1, are no failure of a task.
array=$(sbatch --parsable --job-name="labs-$lab" --array="1-$shares" --cpus-per-task=1 --output="$logs/share-%a.txt" \
  --wrap "$command --shard \$SLURM_ARRAY_TASK_ID/$shares || [ \$? -eq 1 ]")
last=$(sbatch --parsable --job-name="labs-$lab-overview" --dependency="afterany:$array" --output="$logs/overview.txt" \
  --wrap "$command || [ \$? -eq 1 ]")
echo "$shares shares are job $array, the overview is job $last; see $logs"
