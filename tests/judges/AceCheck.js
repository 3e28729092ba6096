// Asks Ace about each book named on a line of the input; answers a line of JSON for each. One browser for all.
'use strict';

const fs = require('fs');
const os = require('os');
const path = require('path');
const readline = require('readline');
const ace = require('@daisy/ace-core');
const logger = require('@daisy/ace-logger');
const runner = require('@daisy/ace-axe-runner-puppeteer');

const answer = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true;
logger.initLogger({ silent: true });

let launched;
const kept = {
  ...runner,
  launch: () =>
    (launched ??= runner.launch().catch((error) => {
      launched = undefined;
      throw error;
    })),
  close: () => Promise.resolve(),
};

async function judged(book) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ace-'));
  try {
    const [, report] = await ace(book, { cwd: folder, tmpdir: folder, silent: true }, kept);
    return { assertions: report.assertions };
  } catch (error) {
    return { error: String(error && error.message ? error.message : error) };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

(async () => {
  for await (const book of readline.createInterface({ input: process.stdin })) {
    answer(`${JSON.stringify(await judged(book))}\n`);
  }
  if (launched) await runner.close();
})();
