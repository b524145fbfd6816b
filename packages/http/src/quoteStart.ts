/** The beginning of a body, as an error message shows it. */
export function quoteStart(body: string): string {
  if (body === '') return 'with an empty body'
  return `with the body ${JSON.stringify(body.length > 100 ? `${body.slice(0, 100)}…` : body)}`
}
