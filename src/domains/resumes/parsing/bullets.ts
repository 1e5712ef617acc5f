/** What starts an item of a list. A dash needs a blank or a capital after it: "-5 %" is no item. */
export const bulletPattern =
  /^(?:[•‣◦▪▫■□●○◆◇♦►▶▸➤➔➢➣➜→✓✔✗★☆❖∙⁃∗⦿⬤·»›§]+[ \t]*|[*+>~¤]+[ \t]+|[-–—−][ \t]+|[-–—](?=\p{Lu})|o[ \t]+(?=\p{Lu})|\(?\d{1,2}[.)][ \t]+(?=\p{L}))/u

/** Characters that the list sign takes, 0 where there is none. */
export function bulletLength(text: string): number {
  return bulletPattern.exec(text)?.[0].length ?? 0
}
