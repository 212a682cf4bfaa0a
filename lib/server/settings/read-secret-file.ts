import { readFileSync } from 'node:fs'
import { AppError } from '@/lib/domain/app-error'

const maxBytes = 64 * 1024

/** The text of a file that a setting names, without white space around it. Throws AppError `invalid` that names the setting and the path, never the text. */
export function readSecretFile(setting: string, path: string): string {
  try {
    const bytes = readFileSync(path)
    if (bytes.length > maxBytes) throw refused(setting, `${path} is larger than 64 KiB`)
    const text = bytes.toString('utf8').trim()
    if (text === '') throw refused(setting, `${path} is empty`)
    return text
  } catch (error) {
    if (error instanceof AppError) throw error
    throw refused(setting, error instanceof Error ? error.message : `cannot read ${path}`)
  }
}

function refused(field: string, message: string): AppError {
  return new AppError('invalid', `${field}: ${message}`, { causes: [{ field, message }] })
}
