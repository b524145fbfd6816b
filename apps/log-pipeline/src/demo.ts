process.stdout.write('log-pipeline demo\n')
