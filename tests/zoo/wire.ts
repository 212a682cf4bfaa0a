/** Messages as bytes, written by hand: a test of a decoder must not trust the encoder beside it, and broken ones must be possible. */
export interface WireRecord {
  owner: string
  type: 'A' | 'AAAA' | 'CNAME' | 'DNAME' | 'NS' | 'SOA' | 'TXT'
  /** The address or name; for TXT the text. Bytes stand for themselves. */
  data: string | Buffer
  ttl?: number
  class?: number
}

export interface ReplyToWrite {
  id: number
  question: Buffer
  rcode?: number
  flags?: number
  answers?: readonly WireRecord[]
  authority?: readonly WireRecord[]
  /** Options of the OPT record; null for a reply without one. */
  options?: readonly Buffer[] | null
  /** What the header claims, where that is not the truth. */
  counts?: { questions?: number; answers?: number; authority?: number; additional?: number }
}

const wireTypes = { A: 1, NS: 2, CNAME: 5, SOA: 6, TXT: 16, AAAA: 28, DNAME: 39 } as const

export const truncated = 0x0200
const isResponse = 0x8180

export function writeReply(reply: ReplyToWrite): Buffer {
  const { answers = [], authority = [], options = null, counts = {}, rcode = 0 } = reply
  const header = Buffer.alloc(12)
  header.writeUInt16BE(reply.id)
  header.writeUInt16BE((isResponse | (reply.flags ?? 0) | (rcode & 0xf)) & 0xffff, 2)
  header.writeUInt16BE(counts.questions ?? (reply.question.length > 0 ? 1 : 0), 4)
  header.writeUInt16BE(counts.answers ?? answers.length, 6)
  header.writeUInt16BE(counts.authority ?? authority.length, 8)
  header.writeUInt16BE(counts.additional ?? (options === null ? 0 : 1), 10)
  const records = [...answers, ...authority].map(writeRecord)
  return Buffer.concat([header, reply.question, ...records, ...(options === null ? [] : [writeOpt(rcode, options)])])
}

/** A name as labels; `\DDD` stands for one byte, so that a label may hold a dot. */
export function writeName(name: string): Buffer {
  if (name === '.' || name === '') return Buffer.from([0])
  const labels = name.split('.').map((label) => {
    const bytes = Buffer.from(
      label.replace(/\\(\d{3})/g, (_, code: string) => String.fromCharCode(Number(code))),
      'latin1',
    )
    return Buffer.concat([Buffer.from([bytes.length]), bytes])
  })
  return Buffer.concat([...labels, Buffer.from([0])])
}

export function writeRecord(record: WireRecord): Buffer {
  const data = typeof record.data === 'string' ? writeData(record.type, record.data) : record.data
  const fixed = Buffer.alloc(10)
  fixed.writeUInt16BE(wireTypes[record.type])
  fixed.writeUInt16BE(record.class ?? 1, 2)
  fixed.writeUInt32BE(record.ttl ?? 300, 4)
  fixed.writeUInt16BE(data.length, 8)
  return Buffer.concat([writeName(record.owner), fixed, data])
}

/** One Extended DNS Error as an EDNS option (RFC 8914 §2). */
export function extendedError(code: number, text: string | Buffer = ''): Buffer {
  const words = Buffer.from(text)
  const head = Buffer.alloc(6)
  head.writeUInt16BE(15)
  head.writeUInt16BE(words.length + 2, 2)
  head.writeUInt16BE(code, 4)
  return Buffer.concat([head, words])
}

function writeOpt(rcode: number, options: readonly Buffer[]): Buffer {
  const data = Buffer.concat(options)
  const head = Buffer.from([0, 0, 41, 0x04, 0xd0, rcode >> 4, 0, 0, 0, 0, 0])
  head.writeUInt16BE(data.length, 9)
  return Buffer.concat([head, data])
}

function writeData(type: WireRecord['type'], data: string): Buffer {
  switch (type) {
    case 'A':
      return Buffer.from(data.split('.').map(Number))
    case 'AAAA':
      return writeIpv6(data)
    case 'TXT':
      return Buffer.concat([Buffer.from([Buffer.byteLength(data)]), Buffer.from(data)])
    case 'SOA':
      return Buffer.concat([writeName(data), writeName(`hostmaster.${data}`), Buffer.alloc(20, 1)])
    case 'CNAME':
    case 'DNAME':
    case 'NS':
      return writeName(data)
  }
}

// Groups in hexadecimal with at most one `::`.
function writeIpv6(address: string): Buffer {
  const [head = '', tail] = address.split('::')
  const groups = (part: string) => part.split(':').filter((group) => group !== '')
  const [before, after] = [groups(head), groups(tail ?? '')]
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => '0')
  const bytes = Buffer.alloc(16)
  for (const [index, group] of [...before, ...zeros, ...after].entries()) {
    bytes.writeUInt16BE(Number.parseInt(group, 16), index * 2)
  }
  return bytes
}
