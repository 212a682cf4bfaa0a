import { foldedJson } from './folded-json'
import type { OperationNote } from './operation-notes'

/** The curl line of an example, for a POSIX shell: `$NAME` in it is a variable of that shell, everything else is quoted. */
export function exampleLine(method: string, { path, body }: OperationNote['example'], streams = false): string {
  const options = ['-sS', ...(streams ? ['-N', '--max-time 5'] : []), ...(method === 'GET' ? [] : [`-X ${method}`])]
  const start = `curl ${options.join(' ')} "$SIGNPOST/api/v1${path}"`
  if (body === undefined) return start
  const quoted = foldedJson(body)
    .replaceAll("'", String.raw`'\''`)
    .replaceAll(/"\$([A-Z_]+)"/g, `"'"$$$1"'"`)
  return `${start} \\\n  -H 'Content-Type: application/json' -d '${quoted}'`
}
