import { createDialer } from './endpoints/create-dialer.ts'
import { dialTableVariable, readDialTable } from './endpoints/dial-table.ts'

// Loaded into the console before it starts, which then opens connections through what it finds under this key.
const table = readDialTable(process.env[dialTableVariable] ?? '')
Reflect.set(globalThis, Symbol.for('signpost.dialer'), createDialer(table))
