import assert from 'node:assert/strict';
import { readWebhook } from '../../../../src/bitrix24/access/webhook';
import { fullTextAddress, placeInAddress } from '../../../../src/ui/reading/fullTextAddress';

const ORIGIN = 'https://portal.example';
const account = { origin: ORIGIN, userId: '1' };
const pathOf = (title: string): string => fullTextAddress(270, title, account).path;

describe('the address of a full text', () => {
  it('tells the portal, whose notification it is, which, and from whom', () => {
    const here = { origin: 'https://portal.example:8443', userId: '1' };
    assert.deepEqual(fullTextAddress(270, 'Anna Orlova', here), {
      authority: 'portal.example:8443',
      path: '/1/270/Anna Orlova',
    });
    assert.equal(pathOf('Ольга О’Нил-Смит'), '/1/270/Ольга О’Нил-Смит');
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
      const [, user, id, name = '', ...others] = pathOf(title).split('/');
      assert.deepEqual([user, id], ['1', '270']);
      assert.deepEqual(others, []);
      assert.match(name, /^[\p{L}\p{N}][\p{L}\p{N} ]*$/u, title);
    }
  });

  it('has a title whatever the person is called, and a short one', () => {
    assert.equal(pathOf('***'), '/1/270/270');
    assert.equal(pathOf(''), '/1/270/270');
    assert.equal(pathOf('漢'.repeat(500)), `/1/270/${'漢'.repeat(60)}`);
    assert.equal(pathOf('  a   b  '), '/1/270/a b');
  });

  it('is another one for each user of a portal, and in each portal', () => {
    const addresses = [
      account,
      { origin: ORIGIN, userId: '2' },
      { origin: ORIGIN, userId: '12' },
      { origin: ORIGIN, userId: 'anna' },
      { origin: 'https://other.example', userId: '1' },
      { origin: `${ORIGIN}:8443`, userId: '1' },
    ].map(whose => fullTextAddress(270, 'Anna', whose));
    const written = addresses.map(({ authority, path }) => authority + path);
    assert.equal(new Set(written).size, addresses.length);
  });

  it('gives back the notification and whose it is', () => {
    assert.deepEqual(placeInAddress({ path: pathOf('12/13') }), { userId: '1', id: 270 });
    for (const login of ['anna.orlova', 'anna@portal.example', 'a+b-c_d', 'anna%20orlova', '%D0%B0', '...']) {
      const reading = readWebhook(`${ORIGIN}/rest/${login}/x/`);
      assert.ok(reading.kind === 'webhook', login);
      const { path } = fullTextAddress(270, '2/3', reading.webhook);
      assert.deepEqual(placeInAddress({ path }), { userId: login, id: 270 });
    }
  });

  it('means no notification where it is none of these', () => {
    for (const path of [
      '',
      '/',
      '/1',
      '/1/270',
      '/270/Anna',
      '//270/a',
      '/1/x/270',
      '1/270/a',
      '/1/-1/a',
      '/1/1.5/a',
      `/1/${'9'.repeat(30)}/a`,
    ]) {
      assert.equal(placeInAddress({ path }), undefined, path);
    }
  });
});
