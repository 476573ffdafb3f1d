// The servers that some tests put beside ours, nginx, Redis and Caddy: Debian's packages as root. Elsewhere those tests are skipped.
import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const missing = [
  ['/usr/sbin/nginx', 'nginx-light'],
  ['/usr/bin/redis-server', 'redis-server'],
  ['/usr/bin/caddy', 'caddy'],
].flatMap(([file, name]) => (existsSync(file) ? [] : [name]));

if (missing.length > 0 && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
  console.log(`Installing ${missing.join(' and ')} with apt-get.`);
  try {
    // Nobody shall start them but the tests.
    execSync(
      `apt-get update -qq && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ${missing.join(' ')} > /dev/null`,
      { stdio: ['ignore', 'inherit', 'inherit'] },
    );
  } catch {
    console.log('They could not be installed: the tests that need them are skipped.');
  }
}
