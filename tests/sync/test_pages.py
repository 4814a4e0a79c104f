"""The administrator's pages over real HTTP: who may see them, what they say, what they make."""

import re
from pathlib import Path

import pytest
import requests

from sync.server.web import words
from sync.server.web.words import ZH
from tests.sync.kit import add_sales, sale, wait_for
from tests.sync.servers import ServerProcess
from tests.sync.test_server_process import Counter

TIMEOUT_S = 30
WEB = Path(words.__file__).parent


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = ServerProcess(tmp_path_factory.mktemp("server")).start()
    yield server
    server.kill()


class Browser:
    """A browser with its cookies."""

    def __init__(self, server, language="zh-CN"):
        self.url = server.url
        self.session = requests.Session()
        self.session.headers["Accept-Language"] = language

    def get(self, path="/"):
        return self.session.get(self.url + path, timeout=TIMEOUT_S)

    def post(self, path, **fields):
        return self.session.post(self.url + path, data=fields, timeout=TIMEOUT_S)

    def sign_in(self, server):
        return self.post("/login", password=server.password)

    def token(self):
        return re.search(r'name="token" value="(\w+)"', self.get().text)[1]


@pytest.fixture
def browser(server):
    browser = Browser(server)
    browser.sign_in(server)
    yield browser
    browser.session.close()


@pytest.fixture
def stranger(server):
    stranger = Browser(server)
    yield stranger
    stranger.session.close()


def test_a_stranger_is_asked_for_the_password(stranger):
    page = stranger.get()
    assert page.url.endswith("/login")
    assert "密码" in page.text


def test_a_stranger_makes_no_code(stranger):
    page = stranger.post("/pairing-codes", shop="街角小店", merchant="", token="")
    assert page.url.endswith("/login")


def test_the_password_lets_in_and_signing_out_shuts_out(server, stranger):
    assert stranger.sign_in(server).url == server.url + "/"
    cookie = next(each for each in stranger.session.cookies if each.name == "jushang_session")
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert cookie.get_nonstandard_attr("SameSite").lower() == "strict"
    stranger.post("/logout", token=stranger.token())
    assert stranger.get().url.endswith("/login")


def test_a_form_of_another_site_does_nothing(browser):
    for token in ("", "0" * 64, "密码"):
        assert browser.post("/pairing-codes", shop="甲", token=token).url.endswith("/login")
    assert "甲" not in browser.get().text


@pytest.mark.parametrize("shop", ["", " ", "x" * 41, "a\nb"])
def test_a_shop_needs_a_name(browser, shop):
    page = browser.post("/pairing-codes", shop=shop, token=browser.token())
    assert page.status_code == 400
    assert "请填写门店名称" in page.text


def test_a_code_made_on_the_page_pairs_a_till_and_its_day_is_shown(browser):
    made = browser.post(
        "/pairing-codes", shop="街角<b>小店", merchant="张记", token=browser.token()
    )
    code = re.search(r"<output>(\w{5}) (\w{5})</output>", made.text)
    assert "街角&lt;b&gt;小店" in made.text, "names are text, never markup"
    counter = Counter()
    add_sales(counter.journal, 3)
    counter.worker().pair(browser.url, code[1] + code[2])
    counter.push_all(browser.url)
    takings_fen = sum(sale(number).total_fen for number in range(2, 5))
    takings = f"¥{takings_fen // 100}.{takings_fen % 100:02}"

    wait_for(lambda: takings in browser.get().text)

    page = browser.get().text
    for shown in ("2026-11-23", "张记", "正常", "现金", counter.journal.hash_at(4).hex()[:12]):
        assert shown in page
    assert code[1] not in page, "a code is shown once"


def test_both_languages_say_everything(browser):
    english = visible(browser.get("/?lang=en").text)
    assert set(re.findall(r"[\u4e00-\u9fff]", english)) <= set("街角小店张记")
    chinese = browser.get("/?lang=zh").text
    left = re.findall(r"[A-Za-z]{3,}", visible(chinese))
    assert [word for word in left if not re.fullmatch(r"[0-9a-f]+", word)] == []


def visible(html):
    """What a reader sees, without the switch between the languages."""
    html = re.sub(r"<nav>.*?</nav>|<head>.*?</head>|<[^>]*>", " ", html, flags=re.S)
    return re.sub(r"&\w+;|聚", " ", html)


def test_every_word_is_translated_and_every_translation_is_used():
    files = [*WEB.rglob("*.html"), *WEB.rglob("*.py")]
    sources = {file: file.read_text(encoding="utf-8") for file in files if file.name != "words.py"}
    said = {
        text
        for source in sources.values()
        for text in re.findall(r"""say\(['"]([^'"]+)['"]\)|problem = "([^"]+)\"""", source)
        for text in text
        if text
    }
    assert said - set(ZH) == set()
    assert set(ZH) - said == {"active", "revoked", "frozen", "cash", "pending"}


def test_pages_may_not_be_framed_or_kept(browser):
    headers = browser.get().headers
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"


def test_guessing_the_password_is_slow(tmp_path):
    server = ServerProcess(tmp_path).start()
    browser = Browser(server)
    answers = [browser.post("/login", password="guess").status_code for _ in range(6)]
    assert answers == [403] * 5 + [429]
    assert browser.sign_in(server).status_code == 429
    browser.session.close()
    server.kill()
