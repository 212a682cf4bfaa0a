/** The host of a mention as it stands in a text, such as `Db.example.com.:5432`: in lower case, without the port and the dot at the end. */
export function mentionedHost(text: string): string {
  return text.replace(/:\d+$/, '').replace(/\.$/, '').toLowerCase()
}
