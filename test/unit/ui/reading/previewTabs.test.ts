import '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import { documentWithLabel, freeTitle, keptLabels, neighbor } from '../../../../src/ui/reading/previewTabs';

describe('the preview that is on screen', () => {
  const byTitle = new Map([
    ['Anna', 1],
    ['Tom and Anna', 2],
    ['Anna 2', 3],
  ]);

  it('is known by its label, in any language that ends with the title', () => {
    assert.equal(documentWithLabel('Preview Anna', byTitle), 1);
    assert.equal(documentWithLabel('[Предварительный просмотр] Anna 2', byTitle), 3);
    assert.equal(documentWithLabel('Preview Tom and Anna', byTitle), 2);
    assert.equal(documentWithLabel('Anna', byTitle), 1);
  });

  it('is none of ours where the label is another', () => {
    for (const label of ['Preview Anna.md', 'Preview Joanna', 'Preview', '', 'Preview Anna 3']) {
      assert.equal(documentWithLabel(label, byTitle), undefined, label);
    }
  });

  it('has a title that no other open preview has', () => {
    const isNobodys = (): boolean => false;
    assert.equal(freeTitle('Anna', [], isNobodys), 'Anna');
    assert.equal(freeTitle('Anna', ['Preview Anna', '[Preview] Anna 2'], isNobodys), 'Anna 3');
    assert.equal(
      freeTitle('Anna', ['Preview Anna'], title => title === 'Anna'),
      'Anna',
    );
  });

  it('makes way for the next one if it is not locked and in the only group', () => {
    const tab = (label: string, isActive: boolean): { label: string; isActive: boolean } => ({ label, isActive });
    const tabs = [tab('Preview Anna', true), tab('Preview Tom', false)];
    assert.deepEqual(keptLabels(tabs, 1), ['Preview Tom']);
    assert.deepEqual(keptLabels(tabs, 2), ['Preview Anna', 'Preview Tom']);
    assert.deepEqual(keptLabels([tab('[Preview] Anna', true)], 1), ['[Preview] Anna']);
  });
});

describe('the next and the previous notification', () => {
  const all = ['a', 'b', 'c'];

  it('are the neighbors in the tree, and none beyond its ends', () => {
    assert.equal(neighbor(all, 1, 0, 1), 'c');
    assert.equal(neighbor(all, 1, 0, -1), 'a');
    assert.equal(neighbor(all, 2, 0, 1), undefined);
    assert.equal(neighbor(all, 0, 0, -1), undefined);
  });

  it('count from where the one that is gone was', () => {
    assert.equal(neighbor(all, -1, 1, 1), 'b');
    assert.equal(neighbor(all, -1, 1, -1), 'a');
    assert.equal(neighbor(all, -1, 0, -1), undefined);
    assert.equal(neighbor(all, -1, 3, 1), undefined);
    assert.equal(neighbor(all, -1, 9, -1), 'c');
    assert.equal(neighbor<string>([], -1, 0, 1), undefined);
  });
});
