// Receives events with somebody else's client: node jetstream.mjs skyware|atcute URL COUNT.
// Prints "kind time_us" for each, one line each, and ends after COUNT. Packages are found from the current folder.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [name, url, count] = process.argv.slice(2);
const here = createRequire(pathToFileURL(`${process.cwd()}/`));
const load = async (id) => import(pathToFileURL(here.resolve(id)));
const WebSocket = here('ws');
const lines = [];

function take(event) {
  lines.push(`${event.kind} ${event.time_us}`);
  if (lines.length < Number(count)) return;
  process.stdout.write(lines.join('\n') + '\n', () => process.exit(0));
}

if (name === 'skyware') {
  const { Jetstream } = await load('@skyware/jetstream');
  const client = new Jetstream({ endpoint: url, ws: WebSocket });
  for (const kind of ['commit', 'identity', 'account']) client.on(kind, take);
  client.start();
} else {
  const { JetstreamSubscription } = await load('@atcute/jetstream');
  const client = new JetstreamSubscription({
    url,
    ws: { WebSocket },
    validateEvents: false,
  });
  for await (const event of client) take(event);
}
