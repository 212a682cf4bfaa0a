import { createInterface } from 'node:readline/promises'
import { text } from 'node:stream/consumers'
import { main } from './main'

const { stdin, stdout, stderr } = process

process.exitCode = await main(process.argv.slice(2), {
  env: process.env,
  print: (line) => void stdout.write(`${line}\n`),
  note: (line) => void stderr.write(`${line}\n`),
  confirm: stdin.isTTY ? confirm : null,
  readInput: () => text(stdin),
})

async function confirm(question: string): Promise<boolean> {
  const asking = createInterface({ input: stdin, output: stderr })
  const answer = await asking.question(`${question} [y/N] `)
  asking.close()
  return /^y(es)?$/i.test(answer.trim())
}
