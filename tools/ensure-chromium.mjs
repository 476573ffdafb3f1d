// The browser that the checks drive: CHROMIUM_PATH, a system Chromium, Debian's package as root, else Playwright's own.
import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const paths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const present = process.env.CHROMIUM_PATH || paths.some((path) => existsSync(path));
if (!present) {
  const run = (command) => execSync(command, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('No Chromium found: installing it with apt-get.');
    run(
      'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk > /dev/null',
    );
  } else {
    console.log('No Chromium found: installing the one that Playwright brings.');
    run('pnpm exec playwright install chromium');
  }
}
