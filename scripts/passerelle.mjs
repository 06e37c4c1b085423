#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// The command line, from a clone: `npx passerelle --help`.
import { main } from './run.mjs'

await main(['passerelle', ...process.argv.slice(2)])
