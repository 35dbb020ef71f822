import type { Attachment } from '../../model/attachment';
import { decodeBlock } from './blocks';
import { isMap, oneOrMore } from './schemas';

const MOST_BLOCKS = 100;
const MOST_CELLS = 500;

/**
 * The blocks of `params.ATTACH`: `[{BLOCKS: [{MESSAGE | HTML | USER | LINK | RICH_LINK | GRID | IMAGE | FILE |
 * DELIMITER: …}]}]` ("Attachments" in the REST documentation), or one object where a list is due. What can't be read
 * is left out.
 */
export function decodeAttachments(attach: unknown, origin: string): readonly Attachment[] {
  const blocks = oneOrMore(attach).flatMap(each =>
    isMap(each) && 'BLOCKS' in each ? oneOrMore(each.BLOCKS) : [each],
  );
  const attachments: Attachment[] = [];
  let cellsLeft = MOST_CELLS;
  for (const block of blocks.slice(0, MOST_BLOCKS)) {
    for (const attachment of decodeBlock(block, origin, cellsLeft)) {
      cellsLeft -= attachment.kind === 'grid' ? attachment.cells.length : 0;
      attachments.push(attachment);
    }
  }
  return attachments.slice(0, MOST_BLOCKS);
}
