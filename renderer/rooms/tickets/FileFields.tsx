import { ActionIcon, Button } from '@mantine/core'
import { IconPaperclip, IconX } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import type { ClipboardEvent, DragEvent } from 'react'
import { useStore } from 'zustand'
import { byteWords } from '../../parts/bytes.ts'
import { CallFailureNote } from '../../parts/FailureNote.tsx'
import type { AttachmentsStore } from '../../stores/attachments.ts'
import { useText } from '../../text.tsx'
import styles from './FileFields.module.css'

const hasFiles = (data: DataTransfer): boolean => data.types.includes('Files')

/** For the form that files are pasted into or dropped on: words that are pasted stay words. */
export function useFileIntake(store: AttachmentsStore) {
  const [over, setOver] = useState(false)
  return {
    over,
    intake: {
      onPaste(event: ClipboardEvent) {
        const files = [...event.clipboardData.files]
        if (files.length === 0) return
        event.preventDefault()
        void store.add(files)
      },
      onDragOver(event: DragEvent) {
        if (!hasFiles(event.dataTransfer)) return
        event.preventDefault()
        setOver(true)
      },
      onDragLeave(event: DragEvent) {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget)) setOver(false)
      },
      onDrop(event: DragEvent) {
        setOver(false)
        if (!hasFiles(event.dataTransfer)) return
        event.preventDefault()
        void store.add([...event.dataTransfer.files])
      },
    },
  }
}

/** The files that go along: picked here, or pasted or dropped on the form around it; what cannot go says why. */
export function FileFields({ store, over }: { store: AttachmentsStore; over: boolean }) {
  const text = useText()
  const { files, problems } = useStore(store)
  const input = useRef<HTMLInputElement>(null)
  const size = (bytes: number): string => byteWords(bytes, text.language)
  return (
    <div className={styles.fields} data-over={over}>
      <div className={styles.add}>
        <input
          ref={input} type="file" multiple hidden aria-label={text('files.add')}
          onChange={event => {
            const picked = [...(event.currentTarget.files ?? [])]
            event.currentTarget.value = ''
            void store.add(picked)
          }}
        />
        <Button variant="default" leftSection={<IconPaperclip size={18} aria-hidden />} onClick={() => input.current?.click()}>
          {text('files.add')}
        </Button>
        <span className={styles.hint}>{text(over ? 'files.drop' : 'files.hint')}</span>
      </div>
      {files.length > 0 && (
        <ul className={styles.files} aria-label={text('files.list')}>
          {files.map(({ key, name, bytes, fileId }) => (
            <li key={key}>
              <span className={styles.name}>{name}</span>
              <span className={styles.hint}>{size(bytes)}</span>
              <span className={styles.hint} role="status">{text(fileId === null ? 'files.keeping' : 'files.kept')}</span>
              <ActionIcon aria-label={text('files.remove', { name })} color="gray" onClick={() => store.remove(key)}>
                <IconX size={18} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <div role="alert" className={styles.problems}>
        {problems.map(({ key, why, name, bytes }) => (
          <p key={key}>
            {text(`files.problem.${why}`, { name, size: size(bytes) })}
            {why === 'photoFormat' && (
              <Button variant="default" size="compact-sm" aria-label={text('files.asIs.of', { name })} onClick={() => void store.addAsIs(key)}>
                {text('files.asIs')}
              </Button>
            )}
          </p>
        ))}
      </div>
      {problems.map(({ key, failure }) => failure !== null && <CallFailureNote key={key} failure={failure} />)}
    </div>
  )
}
