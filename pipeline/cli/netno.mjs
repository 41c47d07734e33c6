#!/usr/bin/env node
// The command `netno`: TypeScript is read as it stands, so that there is no build that could be stale.
import { register } from 'tsx/esm/api';

register();
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2));
