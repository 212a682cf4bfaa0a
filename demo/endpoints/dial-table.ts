import { BlockList, isIP, SocketAddress } from 'node:net'
import { isObject, type Json, parseJson } from '../json/json.ts'

/** What stands behind an address and port: a port of loopback, a connection that hangs, or none at all. */
export type Door = number | 'silent' | 'refused'

/** Doors by port for every address of the outside world, and those of single addresses (`203.0.113.7 443`), which go first. */
export interface DialTable {
  readonly usual: Readonly<Record<string, Door>>
  readonly at: Readonly<Record<string, Door>>
}

/** The variable in which the table is handed to the console's process. */
export const dialTableVariable = 'SIGNPOST_DEMO_DIAL_TABLE'

const emptyTable: DialTable = { usual: {}, at: {} }
const documentation = new BlockList()
documentation.addSubnet('203.0.113.0', 24, 'ipv4')
documentation.addSubnet('198.51.100.0', 24, 'ipv4')
documentation.addSubnet('2001:db8::', 32, 'ipv6')

/** The door at an address; refused for every address that is not set aside for documentation (RFC 5737, RFC 3849). */
export function doorAt({ usual, at }: DialTable, address: string, port: number): Door {
  const family = isIP(address)
  if (family === 0 || !documentation.check(address, family === 6 ? 'ipv6' : 'ipv4')) return 'refused'
  const key = doorKey(address, port)
  if (Object.hasOwn(at, key)) return at[key] ?? 'refused'
  return Object.hasOwn(usual, port) ? (usual[port] ?? 'refused') : 'refused'
}

/** Where `at` holds the door of an address, in whichever way that is spelt. */
export function doorKey(address: string, port: number): string {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  return `${new SocketAddress({ address, family }).address} ${port}`
}

/** Reads what `JSON.stringify` wrote; the empty text is a table without doors. Throws an Error for anything else. */
export function readDialTable(text: string): DialTable {
  if (text === '') return emptyTable
  const table = parseJson(text)
  if (!isObject(table)) throw new Error(`${dialTableVariable}: not a table`)
  return { usual: readDoors(table.usual), at: readDoors(table.at) }
}

function readDoors(doors: Json | undefined): Record<string, Door> {
  if (!isObject(doors)) throw new Error(`${dialTableVariable}: not a list of doors`)
  return Object.fromEntries(Object.entries(doors).map(([key, door]) => [key, readDoor(key, door)]))
}

function readDoor(key: string, door: Json): Door {
  if (door === 'silent' || door === 'refused') return door
  if (typeof door === 'number' && Number.isInteger(door) && door > 0 && door < 65_536) return door
  throw new Error(`${dialTableVariable}: no door at ${key}`)
}
