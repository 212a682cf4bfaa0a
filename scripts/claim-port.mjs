import { createServer } from 'node:net'

/**
 * A port from the text of a variable; the default when it is empty. Throws an Error in plain words for anything that is no port.
 * @param {string | undefined} text
 * @param {number} defaultPort
 */
export function readPort(text, defaultPort) {
  if (text === undefined || text === '') return defaultPort
  const value = Number(text)
  if (!/^\d{1,5}$/.test(text) || value > 65535)
    throw new Error(`PORT must be a number from 0 to 65535 (0 = any free one), not ${JSON.stringify(text)}.`)
  return value
}

/**
 * Takes a port for a moment, so that one in use is said in plain words; 0 becomes a free one. Throws an Error that names the way out.
 * @param {{ host: string; port: number; command: string }} wanted `command` is what the user typed, such as `npm start`
 * @returns {Promise<number>}
 */
export function claimPort({ host, port, command }) {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) => {
      if (error.code !== 'EADDRINUSE') return reject(new Error(`Cannot listen on ${host}:${port}: ${error.message}`))
      const other = port < 65535 ? port + 1 : port - 1
      const way = `Stop what listens there, or set PORT to another one: PORT=${other} ${command}`
      reject(new Error(`Port ${port} on ${host} is in use. ${way}`))
    })
    probe.listen({ host, port }, () => {
      const taken = probe.address().port
      probe.close(() => resolve(taken))
    })
  })
}
