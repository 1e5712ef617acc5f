/** A run of text at a place on the page; y grows downwards over all pages stacked. */
export interface Segment {
  text: string
  x0: number
  x1: number
  y: number
  size: number
  /** The font it is set in; '' where it is set in several. */
  face: string
}

/** A line of the document as read, with what the page said about it. */
export interface TextLine {
  text: string
  /** Font size in relation to the document's body text; 1 where the source doesn't tell. */
  scale: number
  /** True where the source itself marks a heading. */
  heading: boolean
  /** True where the whole line is set in another font than the body, or bold. */
  strong?: boolean
  /** True where reading jumped to another column: this line doesn't continue what stands before it. */
  startsColumn?: boolean
}

export interface ReadDocument {
  lines: TextLine[]
  pages: number
}
