"""English: common words, letter triples, and the phrases of news about models."""

from __future__ import annotations

COMMON = """
    the of and is not a an to for with on from by that this are was were be been it its as at or but can has have had
    will would more new your you we our they their he she his her how what why who when which about into over after all
    out up now than just do does did no yes there here get using use makes make my me us so if only first most
"""

# Log odds against German in rounded nats, from news bodies; "_" is the edge of a word.
TRIGRAMS = {
    4: (
        "_a_ _by _ea _i_ _if _ov _s_ _t_ _th _vl _wh _ye act add aid ave bou but by_ cce ced cti ctu cur ded duc "
        "ead eci eco ect ed_ ely ery ful gai hav hed hey ho_ hou ici iou llm lly loo ly_ ned nly of_ oke ou_ oug "
        "oul peo req say sed ted th_ the thr tly to_ ved vll way we_ wha whe whi who wou yea yin"
    ),
    3: (
        "_ai _at _ca _cl _cr _cu _it _ll _of _on _ot _ou _sh _to _up _yo abo acc ary ay_ ays bec cal can cap cat "
        "ce_ cer ces cia cla clu col con cou cri ct_ cto cul cy_ day eac ear eas eat eca ece ecu eep eir enc eop "
        "equ eve ey_ fic fou fro gh_ ght hea his how hro ica ice ict if_ igh inc irs ith ked lay lea lm_ mak mem "
        "nce nin oin opl ory oth oun ous out ow_ own pec put qui ree rou rov ry_ sai sea sh_ tha thi try uct ugh "
        "uil unc up_ ve_ vel vin wee wit wn_ you ys_"
    ),
    2: (
        "_ac _ad _af _ag _as _bo _co _ev _ex _fo _go _lo _mo _su _tw abl ace ack ad_ ain ake any ase atc bee car "
        "cen com cor cre cro dec ds_ eal ee_ eed een ew_ fir had has he_ id_ ime imp ing is_ ity kin ks_ lac ld_ "
        "led llo lon low me_ mod mor mpl new not now nto ny_ od_ old ome omp ong ood ook ore ork ot_ our ove owe "
        "ple ppo que rea red rep rom rs_ sco see she shi sho tch tho tic tin ty_ ues uld ult ure use ut_ was xt_"
    ),
    1: (
        "_an _ar _bu _ch _fi _he _hi _ho _pa _pe _re _ro _sa _ti _us _wa al_ anc and ard are at_ ati del din for "
        "har ill ion ive ll_ ng_ ns_ nt_ nti om_ on_ ons or_ por re_ res tim tio tor ts_ tur"
    ),
}

# Signal -> phrases, apart by "|"; how they are written stands in languages/__init__.py.
PHRASES: dict[str, str] = {
    "weights": """
        the weights | weights of | weights are | weights available | model weights | weights on | weights under |
        weights released | weights out | released weights | full weights | base and instruct | model checkpoint* |
        checkpoints on | weights today | weights for | including weights | downloadable | available for download |
        download the | download @ | torrent | magnet link | runs locally | run locally | weights and code | weights
        and data* | weights and training | weights and recipe* | weights and inference | weights and architecture |
        weights drop | weights now released | weights are live | checkpoint and code | releases weights | publishes
        weights | releases its weights | publishes its weights | releases the weights | publishes the weights
    """,
    "open_weight": """
        open weight* | openweight* | weights open | openly available weights | weight release
    """,
    "open_act": """
        open sources | open sourced | open sourcing | opensourced | opensources | opensourcing | open source release
        | releases ~ open source | released ~ open source | releasing ~ open source | released openly | openly
        released | fully open | goes open | going open source | made open | now open source | is open source | free
        to download | openly licensed | open release | openly available | open and available | publicly available |
        publicly release* | to the open source community | to the research community | we are open sourcing | open
        up @ | opens up @ | to open up | are public | is public | made public | launches open source | launched open
        source | launches an open source | launched an open source
    """,
    "open_model": """
        open model* | open source model* | open source llm* | open source language model* | open source ~ model |
        open source reasoning* | open source multimodal | open source vision* | open source tts | open source video*
        | open source image* | open language model* | open vision* | open multimodal | open reasoning | open moe |
        open source | open llm* | sota open | open sota | new open | truly open | open foundation model* | open
        agentic | open speech* | open audio | open coding | open code model* | open embedding* | open weather | open
        robotics | open world model* | open base model* | open agents | open small | open large | open tts | open
        text to | os model* | oss model* | oss llm* | open ai model*
    """,
    "license": """
        apache 2.0 | apache 2 | apache license* | mit licens* | mit licence | under mit | modified mit | open
        license | permissive* | cc by* | creative commons | community license | research license | rail license |
        openrail* | commercial use | non commercial | licensed under
    """,
    "hub": """
        hugging face | huggingface | huggingface.co | modelscope | on hf | hf collection | google collection
    """,
    "release": """
        releases | released | release | releasing | launches | launched | launch | introducing | introduces | introduced
        | is here | are here | is out | are out | out now | now available | available today | available now | dropped |
        just dropped | drops | unveils | unveiled | presents | presenting | meet | publishes | published | debuts |
        ships | landed | announces | announced | announcing | new from | officially out | a new | new sota | we release
        | we're releasing | today we | model drop | just released | comes in | new @ | our latest | our newest | our
        most capable | has released | is now live | now live | collection | joins the
    """,
    "act": """
        releases @ | released @ | release of @ | releasing @ | open sources @ | open sourced @ | open sourcing @ |
        launches @ | launched @ | introducing @ | introduces @ | introduced @ | unveils @ | unveiled @ | publishes @
        | published @ | @ released | @ is out | @ are out | @ is here | @ was released |
        @ has been released | @ launches | @ launched | @ officially out | @ weights are | to bring @ | to bring the
        latest @ | live on hugging face | live on huggingface | now on hugging face | now on huggingface
    """,
    "announce": """
        will release | will open* | will be released | will be open* | plans to | plan to | planning | planned | to
        be released | to release | is coming | are coming | coming soon | coming months | coming weeks | next week |
        in the coming | soon | later this | intends to | promises | getting open* | is getting | about to | plans
        for | to come | sizes coming | @ coming | @ incoming | next month | this summer | this fall | late summer |
        early next | will arrive | will ship | drop today | to open source @
    """,
    "delay": """
        delays | delayed | delay | postpone* | pushes back | pushed back | indefinitely delayed | later than | slips
        | delaying | will take longer | need* more time | takes more time | take more time | takes longer | slips to |
        slip to | held back | holds back | behind schedule | not before
    """,
    "withdrawal": """
        withdrawn | withdraws | taken down | takes down | pulls | removed from hugging | removes ~ weights | takedown |
        revoked | unpublished | no longer available | retracted | weights pulled | model pulled | pulls ~ model | take
        down | took down | takes ~ offline | taken offline | withdrew | deleted ~ repo* | deleted ~ weights | deleted ~
        models | removed ~ weights | removed ~ models | removed from modelscope | disappear* ~ from hugging face | gone
        from hugging face | @ removed from | @ rip | deleted @ | removed @ | removed ~ repo* | deleted ~ from | removed
        ~ from hugging | pulls @ | pulled @ | took ~ down | removes ~ from hugging | removes @ | removes ~ repo* |
        removes ~ repository
    """,
    "relicense": """
        relicens* | license change* | changes ~ license | changed ~ license | new license | license update* |
        switches to ~ license | now under apache | now under mit | now apache | now mit licens* | is now apache | is
        now mit | updates ~ license | licence change* | changed to mit | changed to apache | license has changed |
        changes license | changed license | switches license | updates license | changes the license | drops ~
        license | tightens ~ license | tightens license | loosens ~ license | relaxes ~ license | relaxes license |
        new license for @ | license of @ changed | moves to apache | moves to mit | moves ~ to apache | moves ~ to
        mit | license excludes | license now | license forbids | license allows | license drops | under a new
        license | changes its license | new license terms
    """,
    "leak": """
        leak* | rumor* | rumour* | hints at | hint at | spotted | possibly | apparently | might be | reportedly |
        seems to be | suggests | pull request* | pr adds | support for upcoming | teases | teased | teaser |
        speculation | sneak peek | stealth | leaked config* | points to @ | seen on hugging face | before launch |
        ahead of launch | ahead of release | support for the upcoming | upcoming | imminent | imminently | readme |
        readme.md | sizes coming | any day now | model card appeared | arriving | pr just landed | vllm pr | pr
        landed | pr opened | pr merged | opened pr | opens pr
    """,
    "update": """
        updated @ | @ updated | update to | @ update | upgrade | upgraded | updated version | new checkpoint | new
        version of | checkpoint update | updated checkpoint | refresh | minor update | new checkpoints | updated weights
        | updated model | @ checkpoint | improved version | gets a new checkpoint | updated checkpoint* | revised
        weights | updated ~ checkpoint* | updated ~ weights | new weights | updates @ | re uploaded | reuploaded |
        refreshed
    """,
    "api_only": """
        api only | only through the api | via the api | through our api | through the api | in the api | only via api |
        available via api | through api | closed source | no plans to publish weights | no weights | not open | no open
        weights | paying users | limited preview | available to developers | not releasing | won't release | weights are
        not | early access | available in the api | via api | public preview | free api | will not release ~ weights |
        keeps ~ weights to itself | is closed | remain closed | closed weights | closed weight
    """,
    "hosting": """
        now serves | on our cloud | our inference | available on ~ cloud | on groq* | on cerebras | on bedrock | on
        azure | on aws | on vertex* | now hosted | hosts | hosted | run @ on | you can now run | now available on |
        available on ollama | on openrouter | now on | on sagemaker | supports @ | support for @ | added @ | adds @ | in
        one click | now supported | powered by @ | is live | available on amazon | integrations | live on groq* | live
        on cerebras | live on openrouter | live on bedrock | live on azure | live on aws | live on our | live on
        fireworks | live on together | available to run on | now available in ollama | available in ollama | ollama now
        supports | now supports @ | launched on | launches on | requests per day | free requests | on lambda | inference
        on @ | inference for @ | accelerates @ | accelerates inference | accelerating @ | accelerate @ | nim
        microservice* | optimizes @ | optimized for @ | in % api | on % api | through % api | deploy @ on | available
        through % cloud
    """,
    "derivative": """
        gguf | ggufs | quant | quants | quantized | quantization | abliterated | uncensored | heretic | distilled
        from | fine tuned on | fine tune of | finetune of | finetuned | finetune | fine tuned | merge of | lora |
        loras | mlx | unsloth | based on @ | derestricted | reap | pruned | nvfp4 | awq | gptq | exl2 | exl3 | bnb |
        my fine tune | turned @ | ported | distill of | distilled | trained on top | 1 bit quant* | ternary |
        turboquant | dynamic quants
    """,
    "tutorial": """
        tutorial* | how to | guide | step by step | how we | fine tune @ | fine tuning | finetuning | build a |
        build your | building a | lessons | course* | workflow* | tips | cookbook | walkthrough | getting started |
        learn how | run @ locally | from scratch | explained | best practices | webinar | quickstart | deploy |
        deploying | using @ | use @ | how i | workshop | run ~ locally | locally on | mastering | setup guide*
    """,
    "evaluation": """
        compared | comparison | compare | comparing | versus | vs | tested | testing | test of | tried | hands on |
        review | my experience | impressions | i tried | i ran | i tested | we tested | we ran | amazing | insane |
        impressive | performance of | evaluat* | assessment | fails | failed | everything you need to know | underrated
        | overrated | surprisingly | favorite | disappoint* | pelican | can't believe | anyone else | jailbreak* | i
        made | i built | i've been | my favorite | what do you think | thoughts on | feels like | examples | showcase |
        vibe check | how good | shows how | used @ to | uses @ to | built with @ | built on @ | is helping | are helping
        | is using | are using | employs @ | leverag* | harness* | enlisting @ | hackathon | measuring | technical
        report | tech report | runs @ | running @ | tok/s | tps | tokens/s | t/s | tokens per second | validates | in
        the wild | enabled | shows promise | i have been | got @ running | talks about | very good | shows what
    """,
    "scores": """
        benchmark* | results | leaderboard | ranking | ranked | arena | scores | tops the | tops ~ leaderboard | @
        tops | tops @ | matches @ | @ matches | @ achieves | place on | state of the art results | top open model |
        top model | livebench
    """,
    "chart": """
        benchmark chart | benchmark table | benchmark comparison | leaderboard screenshot | leaderboard page |
        scatter plot | comparison chart | bar chart | line chart | performance chart | benchmark bar chart |
        leaderboard ~ showing | comparative analysis | benchmark infographic
    """,
    "praise": """
        better than | worse than | smartest | is the best | beats all | beats | crushes | outperforms | surpasses |
        rivals
    """,
    "opinion": """
        opinion* | why | essay | interview* | podcast | debate | thoughts | revolution | ama | the case for | should |
        collapse | needs to | hype | is dead | race | recap | gap | takes on | founder | ceo | reacts | hope | unpopular
        opinion | rant | hot take | what went wrong | where is | escalat* | arms race | showdown
    """,
    "funding": """
        raises | raised | funding | series a | series b | series c | series d | valuation | acquires | acquired |
        acquisition | investor* | investment | partners with | partnership* | partnering | revenue | ipo | billion
        in | million in | another round | layoff* | hires | hiring | joins as | strategic | collaboration |
        customers | expands | office | expansion | invests | program | programme | cohort | startups | start ups |
        winners | joining forces | lays off | laid off | cuts ~ jobs | is hiring
    """,
    "policy": """
        regulat* | lawsuit* | sues | sued | copyright | congress | senate* | white house | washington | ai act |
        sanction* | export control* | policymaker* | government* | national security | ban | bans | banned |
        legislation | safety framework | policy | responsib* | letter | accuses | accused | stolen | espionage |
        privacy | inquiry | authority | court | safeguards | system card | preparedness | suspended | permission |
        security incident | misuse | trump | administration | senator* | lobby | lobbying | pentagon | eu officials
        | regulators | export | election* | lawmaker* | copyright*
    """,
    "hardware": """
        gpu | gpus | chip | chips | accelerator* | dgx | hardware | data center* | datacenter* | vram | rtx | laptop
        | phone | server | servers | tpu | tpus | silicon | workstation | nvlink
    """,
    "tool": """
        framework* | library | toolkit* | sdk | cli | plugin* | extension* | vllm | llama.cpp | llama server |
        ollama | lm studio | comfyui | inference engine | protocol* | mcp | agent framework | rc1 | 0a0 | runtime |
        kernel* | compiler | wasm | python package | pytorch | tensorflow | app | apps | agents api | workbench |
        platform | harness | codebase | orchestrat* | linux | browser | benchmark suite | simulator | evaluation
        suite | open source project | sandbox* | model training | training framework | training library |
        programming | verifier | scheduler | inference engine* | inference server* | llm inference | inference with
        | font | fonts | typeface | game engine | dictionary | database | emulator | open hardware | keyboard |
        schematics | file format | data loading | middleware | plugin | repos | repositories | infrastructure |
        infra
    """,
    "product": """
        chatgpt | subscription | new feature* | features | feature | connectors | le chat | assistant | chatbot | app
        store | ios | android app | search api | realtime api | agents | studio | for teams | pro plan | free tier | web
        search | voice mode | smart glasses | glasses | custom mcp | desktop | artifacts | for business | product news |
        slides | workspace | image generation | users | deep research | canvas | built in | agent mode | agent beta |
        slide | coding agent | creation agent | playground | faster way | dashboard | proprietary | pricing | per
        million tokens | enterprise | subscribers | waitlist | memories | now in chatgpt | startup program
    """,
    "digest": """
        this week in | this week on | this week's | news this week | weekly | roundup | round up | newsletter | news and
        insights | news insights | recap | links for | digest | in review | the week in | highlights from
    """,
    "dataset": """
        dataset* | data set | corpus | training data | tokens of data | open data | more data | the stack | better
        data | pretraining data
    """,
    "research": """
        paper | papers | research | researchers | study | arxiv | method* | learning | algorithm* | exploration |
        theory | towards | toward | we propose | novel | scaling law* | interpretability | understanding | approach
        | technique* | advancing | training method | science | reproduc* | replicat* | recreat* | recipe
    """,
    "model": """
        language model* | model | models | llm | llms | vlm | moe | mixture of experts | parameters | parameter |
        foundation model* | tts | text to speech | speech to text | text to image | text to video | image to video |
        embedding model* | vision language | reasoning model* | diffusion model* | asr | transformer | multimodal |
        omni | world model* | checkpoint* | b param | instruct
    """,
    "nothing_new": """
        nothing new | no new model*
    """,
    "weights_later": """
        weights will | weights to follow | weights coming | weights ~ soon | weights ~ later | will release ~ weights |
        plans to release ~ weights | weights ~ next week | weights to be released | release ~ weights soon | promises ~
        weights | weights ~ end of | open source ~ later | will open source | will publish ~ weights | will publish
        weights | will share ~ weights | will be released ~ weights | will be published ~ weights
    """,
    "advert": """
        sponsored | best price | discount* | deal of | save up
    """,
}
