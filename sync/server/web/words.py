"""What the pages say, in Chinese; the English text is the key and the other language."""

from collections.abc import Callable

LANGUAGES = ("zh", "en")

ZH = {
    "Jushang sync server": "聚商收银 · 同步服务器",
    "Password": "密码",
    "Sign in": "登录",
    "Sign out": "退出登录",
    "The password was printed when the server first started. "
    "Lost it? Run: .venv/bin/python -m sync.server new-password": "密码在服务器首次启动时显示过。"
    "忘记了？请运行：.venv/bin/python -m sync.server new-password",
    "This is not the password.": "密码不正确。",
    "Too many tries. Wait a minute.": "尝试次数过多，请一分钟后再试。",
    "Till": "收银机",
    "Facts": "已收记录",
    "Head": "链头",
    "Last contact": "最近联系",
    "State": "状态",
    "active": "正常",
    "revoked": "已停用",
    "frozen": "已冻结",
    "demo": "演示",
    "Business day": "营业日",
    "Sales": "单数",
    "Takings": "营业额",
    "Average ticket": "客单价",
    "Rounding": "抹零",
    "cash": "现金",
    "pending": "待确认",
    "no sales yet": "暂无销售",
    "No till is paired with this shop yet.": "这家店还没有配对收银机。",
    "No shop yet. Make a pairing code below; the shop is made with it.": "还没有门店。"
    "在下面生成配对码，门店会随之建立。",
    "Pair a till": "配对收银机",
    "Merchant": "商户",
    "as the shop": "同门店名",
    "Shop": "门店",
    "Make a pairing code": "生成配对码",
    "Type this code on the till: Settings, Server.": "在收银机的「设置 → 服务器」里输入此码。",
    "Good once, for ten minutes.": "只能使用一次，十分钟内有效。",
    "Name the shop, in at most 40 characters.": "请填写门店名称，不超过 40 个字。",
    "being added up": "正在汇总",
    "to look at": "待查看",
    "of a newer kind": "新版本记录",
    "moments ago": "刚刚",
    "{n} min ago": "{n} 分钟前",
    "{n} h ago": "{n} 小时前",
    "{n} days ago": "{n} 天前",
}


def sayer(language: str) -> Callable[[str], str]:
    """Return what turns an English text into this language."""
    if language == "en":
        return lambda text: text
    return lambda text: ZH.get(text, text)


def choose(wanted: str, accepted: str) -> str:
    """Choose a language: the one asked for, else Chinese unless the browser wants English
    and no Chinese."""
    if wanted in LANGUAGES:
        return wanted
    accepted = accepted.lower()
    return "en" if "en" in accepted and "zh" not in accepted else "zh"
