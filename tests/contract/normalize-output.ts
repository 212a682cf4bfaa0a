const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** kubectl's output without ids, times, versions, addresses, the words of the documentation, and column widths. */
export function normalizeOutput(output: string): string {
  return output
    .replace(uuid, '<uid>')
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z| [+-]\d{4}( \w+)?)/g, '<time>')
    .replace(/(resourceVersion"?: ?"?)\d+/g, '$1<version>')
    .replace(/\b10\.(96|0|244)\.\d+\.\d+\b/g, '<address>')
    .replace(/(?<=\s)(\d+[dhms]){1,2}(?=\s|$)/gm, '<age>')
    .replace(/\/tmp\/(LIVE|MERGED)-\d+/g, '$1')
    .replace(/\bweb-[a-z0-9]{5}\b/g, 'web-<suffix>')
    .replace(/(?<=^DESCRIPTION:\n)( .*\n|\n)+/gm, '')
    .replace(/[ \t]+$/gm, '')
    .replace(/(?<=\S) {2,}/g, '  ')
}
