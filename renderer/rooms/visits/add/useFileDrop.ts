import { useState } from 'react'
import type { DragEvent as ReactDragEvent } from 'react'

/** Whether a drag carries files, and not text or a link. */
export const hasFiles = (event: { readonly dataTransfer: DataTransfer | null }): boolean => event.dataTransfer?.types.includes('Files') === true

/** Takes files that are dropped on an element; folders by name, as a browser gives no content for them. */
export function useFileDrop(onFiles: (files: File[], folders: string[]) => void) {
  const [isOver, setOver] = useState(false)
  const onDrag = (event: ReactDragEvent): void => {
    if (!hasFiles(event)) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
    setOver(true)
  }
  return {
    isOver,
    handlers: {
      onDragEnter: onDrag,
      onDragOver: onDrag,
      onDragLeave: (event: ReactDragEvent): void => {
        if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setOver(false)
      },
      onDrop: (event: ReactDragEvent): void => {
        if (!hasFiles(event)) return
        event.preventDefault()
        setOver(false)
        const items = [...event.dataTransfer.items].filter(({ kind }) => kind === 'file')
        const folders = items.flatMap(item => {
          const entry = item.webkitGetAsEntry()
          return entry?.isDirectory === true ? [entry.name] : []
        })
        onFiles([...event.dataTransfer.files].filter(({ name }) => !folders.includes(name)), folders)
      },
    },
  }
}
