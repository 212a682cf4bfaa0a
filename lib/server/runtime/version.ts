import manifest from '@/package.json'

export const version: string = manifest.version

export const userAgent = `signpost/${version}`
