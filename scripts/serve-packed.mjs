import { readFile } from 'node:fs/promises'

/**
 * A listener that answers for files which were packed at build, and leaves all else to `listener`: Next packs anew for each browser.
 * @param {Map<string, { file: string, type: string }>} packed by path
 * @param {import('node:http').RequestListener} listener
 * @returns {import('node:http').RequestListener}
 */
export function servePacked(packed, listener) {
  return (request, response) => {
    const found = request.method === 'GET' && takesBrotli(request) ? packed.get(request.url ?? '') : undefined
    if (found === undefined) return listener(request, response)
    return readFile(found.file).then(
      (bytes) => send(response, bytes, found.type),
      () => listener(request, response),
    )
  }
}

/** Names of Next's static files hold a hash of what is in them. */
function send(response, bytes, type) {
  response.writeHead(200, {
    'content-type': type,
    'content-encoding': 'br',
    'content-length': bytes.length,
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'Accept-Encoding',
    'x-content-type-options': 'nosniff',
  })
  response.end(bytes)
}

function takesBrotli({ headers }) {
  const offers = String(headers['accept-encoding'] ?? '').split(',')
  return offers.some((offer) => /^br(;q=(1|0\.\d*[1-9]\d*)(\.0*)?)?$/.test(offer.replaceAll(/\s/g, '')))
}
