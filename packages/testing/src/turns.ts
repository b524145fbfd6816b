/**
 * Resolves after the event loop has turned a few times: whatever was going to happen without another
 * event from outside has happened then.
 */
export async function turns(count = 3): Promise<void> {
  for (let turn = 0; turn < count; turn++) {
    await new Promise<void>((resolve) => {
      setImmediate(resolve)
    })
  }
}
