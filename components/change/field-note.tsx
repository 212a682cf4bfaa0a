interface FieldNoteProps {
  /** What the field refers to by `aria-describedby`. */
  id: string
  /** What is wrong with it; null while nothing is. */
  complaint: string | null
  hint: string
}

/** What a field takes, or why it was not taken: then it is said aloud. */
export function FieldNote({ id, complaint, hint }: FieldNoteProps) {
  return (
    <p
      id={id}
      role={complaint === null ? undefined : 'alert'}
      className={complaint === null ? 'text-12 text-fg-3' : 'text-12 text-critical'}
    >
      {complaint ?? hint}
    </p>
  )
}
