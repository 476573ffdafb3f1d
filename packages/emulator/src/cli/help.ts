/** What `dify-emulator --help` prints. */
export const help = `dify-emulator: a Dify server to build and test against

  --port 5001            where it listens; 0 takes any port that is free
  --host 127.0.0.1
  --seed demo            what it begins with: demo, lab, empty, or a file: an app that Dify has exported
                         (YAML or JSON), or a snapshot
  --persist FILE         remembers in this file over restarts, also after a kill
  --latency realistic    instant, realistic, or milliseconds between two pieces of an answer
  --faults NAME[=VALUE]  what goes wrong, comma-separated or repeated: cut-after=3, stall-after=3, malformed-after=3,
                         status=500, …; "random:SEED" draws faults at random, the same ones for the same seed
  --profile 1.16         the age of the server that it plays: 1.14 or 1.16
  --write-config FILE    writes the addresses, keys and ids of everything to a file
  --quiet                prints no requests
  --help
`;
