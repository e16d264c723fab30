"""East Asian words of news about models, each as the English that phrases are written in; no translation.

Chinese and Japanese write no spaces, so that no word of theirs can be told from its neighbors: known ones are set
apart and read in English, the others stay as they are.
"""

from __future__ import annotations

import re

_EAST = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_NONE = re.compile(rf"[{_EAST}]")
_EDGE = re.compile(rf"(?<=[A-Za-z0-9])(?=[{_EAST}])|(?<=[{_EAST}])(?=[A-Za-z0-9])")

_WORDS = """
    发布=releases 發佈=releases 推出=launches 上线=launches 开源=open sources 開源=open sources 开放权重=open weights
    权重=weights 大模型=model 模型=model 推迟=delays 延期=delays 下架=taken down 泄露=leak 即将=soon 将于=will
    宣布=announces 计划=plans to 许可证=license 融资=funding 投资=investment 上市=ipo 收购=acquires 股价=revenue
    实测=tested 评测=tested 测评=tested 对比=compared 体验=tested 教程=tutorial 指南=guide 论文=paper
    研究=research 数据集=dataset 芯片=chip 平台=platform 应用=app 助手=assistant 优惠=pricing 降价=pricing 涨价=pricing
    监管=regulation 禁令=ban 公開=releases リリース=releases 発表=announces オープンソース=open sources
    オープンウェイト=open weights モデル=model 重み=weights 延期=delays 試し=tested 比較=compared 使い方=how to
    データセット=dataset 資金調達=funding 공개=releases 출시=releases 오픈소스=open sources 모델=model 가중치=weights
    연기=delays 투자=investment 사용법=how to
    百度=Baidu 文心=ERNIE 阿里巴巴=Alibaba 阿里=Alibaba 通义千问=Qwen 千问=Qwen 腾讯=Tencent 混元=Hunyuan 智谱=Zhipu
    深度求索=DeepSeek 月之暗面=Moonshot 书生=InternLM 豆包=Doubao 盘古=Pangu 阶跃星辰=StepFun 小米=Xiaomi 美团=Meituan
    华为=Huawei 字节跳动=ByteDance 英伟达=NVIDIA 谷歌=Google 微软=Microsoft 苹果=Apple 面壁=OpenBMB 蚂蚁=Ant_Group
"""


def _pairs() -> dict[str, str]:
    """Each word with what it is read as."""
    pairs: dict[str, str] = {}
    for pair in re.findall(r"(\S+?)=(.+?)(?=\s+\S+=|\s*$)", " ".join(_WORDS.split())):
        pairs[pair[0]] = pair[1].replace("_", " ")
    return pairs


_GLOSSES = _pairs()
_KNOWN = re.compile("|".join(sorted(map(re.escape, _GLOSSES), key=len, reverse=True)))


def glossed(text: str) -> str:
    """A text with its East Asian words about models in English; any other text as it is."""
    if text.isascii() or _NONE.search(text) is None:
        return text
    return _KNOWN.sub(lambda match: f" {_GLOSSES[match.group()]} ", _EDGE.sub(" ", text))
