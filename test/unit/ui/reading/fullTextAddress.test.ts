import assert from 'node:assert/strict';
import { fullTextAddress, idInAddress } from '../../../../src/ui/reading/fullTextAddress';

const pathOf = (title: string): string => fullTextAddress(270, title, 'https://portal.example').path;

describe('the address of a full text', () => {
  it('tells the portal, the notification and whose it is', () => {
    assert.deepEqual(fullTextAddress(270, 'Anna Orlova', 'https://portal.example:8443'), {
      authority: 'portal.example:8443',
      path: '/270/Anna Orlova',
    });
    assert.equal(pathOf('Ольга О’Нил-Смит'), '/270/Ольга О’Нил-Смит');
  });

  it('has a title that means nothing else', () => {
    for (const title of [
      '../../etc/passwd',
      'a\\b',
      'a%2Fb',
      'a?b#c',
      '$(bell) [a](command:b)',
      'a\nb',
      '..',
      '<b>',
      'a:b*|"',
    ]) {
      const [, id, name = '', ...others] = pathOf(title).split('/');
      assert.equal(id, '270');
      assert.deepEqual(others, []);
      assert.match(name, /^[\p{L}\p{N}][\p{L}\p{N} ]*$/u, title);
    }
  });

  it('has a title whatever the person is called, and a short one', () => {
    assert.equal(pathOf('***'), '/270/270');
    assert.equal(pathOf(''), '/270/270');
    assert.equal(pathOf('漢'.repeat(500)), `/270/${'漢'.repeat(60)}`);
    assert.equal(pathOf('  a   b  '), '/270/a b');
  });

  it('gives back the notification', () => {
    assert.equal(idInAddress({ path: pathOf('12/13') }), 270);
    for (const path of ['', '/', '/270', '/x/270', '270/a', '/-1/a', '/1.5/a', `/${'9'.repeat(30)}/a`]) {
      assert.equal(idInAddress({ path }), undefined, path);
    }
  });
});
