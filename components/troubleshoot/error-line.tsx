'use client'

import { useId, useState } from 'react'
import { visibleText } from '@/components/ui/visible-text'
import { readErrorLine } from '@/lib/domain/troubleshoot/read-error-line'
import type { Symptom } from '@/lib/domain/troubleshoot/symptom'
import { symptomWords } from './symptom-words'

const longestLine = 4000

/** A field for the error line of an application: its words choose the symptom. It is read in the browser and sent nowhere. */
export function ErrorLine({ onSymptom }: { onSymptom: (symptom: Symptom) => void }) {
  const [text, setText] = useState('')
  const id = useId()
  const reading = readErrorLine(text)
  const read = (next: string) => {
    setText(next)
    const symptom = readErrorLine(next)?.symptom
    if (symptom !== undefined) onSymptom(symptom)
  }
  return (
    <div className="min-w-0 flex-1 max-md:w-full max-md:flex-none">
      <input
        id={id}
        type="text"
        value={text}
        maxLength={longestLine}
        spellCheck={false}
        autoComplete="off"
        aria-label="Error line of an application"
        aria-describedby={`${id}-tells`}
        placeholder="Paste the error line an application gave"
        onChange={(event) => read(event.target.value)}
        className="h-7 w-full rounded-6 border border-line-3 bg-canvas px-2.5 text-12 max-sm:h-11"
      />
      <p id={`${id}-tells`} role="status" className={text === '' ? 'sr-only' : 'mt-1 text-12 break-words text-fg-2'}>
        {text === '' ? (
          ''
        ) : reading === null ? (
          'No known words in it; choose the symptom.'
        ) : (
          <>
            <span className="mono-11">{visibleText(reading.words)}</span>:{' '}
            {symptomWords[reading.symptom].title.toLowerCase()}. {reading.tells}
          </>
        )}
      </p>
    </div>
  )
}
