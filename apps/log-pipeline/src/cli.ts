#!/usr/bin/env node
process.stdout.write('log-pipeline\n')
