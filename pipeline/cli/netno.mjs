#!/usr/bin/env node
// The command `netno`: TypeScript is read as it stands, so that there is no build that could be stale.
import { register } from 'tsx/esm/api';

// Whoever reads only the first lines (| head) has what they wanted.
process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 2));
register();
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2));
