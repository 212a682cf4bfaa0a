import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { seedFolder } from './seed-cluster.ts'

const listSchema = z.object({ items: z.array(z.looseObject({ kind: z.string() })) })

/** The objects of the manifests of `seed/`, in the order in which they are applied. */
export async function readSeed(): Promise<object[]> {
  const names = (await readdir(seedFolder)).sort()
  const texts = await Promise.all(names.map((name) => readFile(join(seedFolder, name), 'utf8')))
  return texts.flatMap((text) => listSchema.parse(parse(text)).items)
}
