import { z } from 'zod'
import { sourceStates } from './stream-reader'

/** What this console uses of a BroadcastChannel. */
export interface Channel {
  addEventListener(name: 'message', listener: (event: { data: unknown }) => void): void
  postMessage(message: ChannelMessage): void
  close(): void
}

/** What the tabs of one browser tell each other; events go as the text that the server sent. */
export const channelMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hello') }),
  z.object({ kind: z.literal('state'), state: z.enum(sourceStates) }),
  z.object({
    kind: z.literal('event'),
    name: z.enum(['rows', 'clusters', 'changes', 'resync']),
    text: z.string(),
  }),
])

export type ChannelMessage = z.infer<typeof channelMessageSchema>
