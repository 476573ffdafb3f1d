// What has to hold for streams wherever the handler runs, asked over HTTP.
import { request } from 'node:http';

const headers = {
  'x-dify-kit': '1',
  'content-type': 'application/json',
  'sec-fetch-site': 'same-origin',
  'accept-encoding': 'gzip, br',
};
const patience = 10_000;

/**
 * Runs the checks on a handler that drains, at `drains`, and on one that aborts, at `aborts`, both with an app `support`
 * on the steered Dify. `check` is told what was found.
 */
export async function checkStreams({ drains, aborts, dify, check }) {
  const { incoming, stream } = await ask(drains, dify);
  check('the headers come before the first event, and name the run', incoming?.headers['dify-run'] !== undefined);
  if (incoming === undefined) return;
  check('an answer is not pressed', incoming.headers['content-encoding'] === undefined);
  stream.say('first');
  check('P26 the first event arrives while the second is not there yet', await said(incoming, 'first'));
  stream.say('second');
  check('P26 and so does the second', await said(incoming, 'second'));
  incoming.destroy();
  await new Promise((resolve) => setTimeout(resolve, 500));
  stream.say('third');
  const live = await fetch(`${drains}/support/runs/${incoming.headers['dify-run']}?after=1`, {
    headers: { ...headers, cookie: cookieOf(incoming) },
  });
  stream.say('fourth');
  stream.end();
  check('P10 an answer is read to its end when its page has gone', await within(stream.closed));
  const text = await live.text();
  check(
    'P35 the page comes back, and misses nothing',
    /^(?::\n\n)?id: 2\n.*second.*\n\nid: 3\n.*third.*\n\nid: 4\n.*fourth.*\n\nid: 5\n/.test(text),
  );

  const left = await ask(aborts, dify);
  left.stream.say('first');
  await said(left.incoming, 'first');
  left.incoming.destroy();
  // Some servers hear of it when they next write.
  const words = setInterval(() => left.stream.say('more'), 200);
  check('P10 with `abort` the connection to Dify is closed', (await within(left.stream.closed)) === false);
  clearInterval(words);
}

async function ask(url, dify) {
  const incoming = new Promise((resolve, reject) => {
    request(`${url}/support/chat-messages`, { method: 'POST', headers }, resolve)
      .on('error', reject)
      .end('{"query":"Hi","inputs":{}}');
  });
  return { stream: await dify.next(), incoming: await within(incoming) };
}

/** Whether a page is told something before it is told anything else. */
function said(incoming, text) {
  let heard = '';
  const whole = new Promise((resolve) => {
    incoming.on('data', function listen(bytes) {
      heard += bytes;
      if (!heard.includes(text)) return;
      incoming.off('data', listen);
      resolve(true);
    });
  });
  return within(whole).then((isHeard) => isHeard === true);
}

/** What a promise brings, or `undefined` when that takes too long. */
function within(work) {
  return Promise.race([work, new Promise((resolve) => setTimeout(resolve, patience).unref())]);
}

function cookieOf(incoming) {
  return (incoming.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ');
}
