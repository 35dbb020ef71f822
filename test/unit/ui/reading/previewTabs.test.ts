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
  const order = ['a', 'b', 'c'];
  const all = new Set(order);

  it('are the neighbors in the tree, and none beyond its ends', () => {
    assert.equal(neighbor(order, 'b', all, 1), 'c');
    assert.equal(neighbor(order, 'b', all, -1), 'a');
    assert.equal(neighbor(order, 'c', all, 1), undefined);
    assert.equal(neighbor(order, 'a', all, -1), undefined);
  });

  it('are those of when it came on screen, whether or not it is still there', () => {
    assert.equal(neighbor(order, 'b', new Set(['c', 'a']), 1), 'c');
    assert.equal(neighbor(order, 'a', new Set(['c']), 1), 'c');
    assert.equal(neighbor(order, 'c', new Set(['a']), -1), 'a');
  });

  it('begin with the first in the list for one that was never in it', () => {
    assert.equal(neighbor(order, 'x', new Set(['b', 'c']), 1), 'b');
    assert.equal(neighbor(order, 'x', all, -1), undefined);
  });
});
