"""German: common words, letter triples, and the phrases of news about models."""

from __future__ import annotations

COMMON = """
    der die das und ist nicht ein eine einen einem einer eines den dem des mit für auf von im zu sich auch wird
    werden sind bei nach aus wie als noch nur oder aber dass kann hat haben war wurde durch über unter um zum
    zur vom bis mehr neue neuen neuer neues ihre ihr seine sein ich wir sie er es am an man so wenn was wer
    gegen ohne zwischen vor keine kein soll sollen jetzt gibt macht ab beim ins ans uns dieser diese dieses alle
    schon sehr warum heute jahre jahr jahren
"""

# Log odds against English in rounded nats, from news bodies; "_" is the edge of a word.
TRIGRAMS = {
    4: (
        "_ei _er _fü _ih _ko _kö _mö _mü _um _zu _zw _ös _üb adt agt ahl ahr akt amt atz auc aue auf bez chl chs "
        "cht chä das deu die ehm ehr eht ei_ eid eie eis eit ekt elb eln erz etz eue eut füh für gab geb gef geg "
        "geh gew gt_ gte hab haf hla hne hr_ hst hör ibt ieb ieg igt ihr inz itä jah jed jek kam kei kom kre kri "
        "kt_ kte kti kun kön llt län lüc meh mei mög nac nah neh nen nnt ntw nun nur och olg prä rbe rei rsc rüc "
        "sei sge sst stä taa tei tet tli tsc tze tzt tzu tät uf_ usg utz vom von vor weg wie wir wur zah zei zie "
        "zt_ zte zu_ zug zum zun zur zus zwe ßen äch äft ähr änd äng öff ögl önn öst übe ück ühr ür_ üss"
    ),
    3: (
        "_ak _au _kl _kr _od _vo _wu _ze aat abe ag_ ahm anz bis bun chw ebe ege ehe eib eic eil ein enz erb erd "
        "erk eru fah gel gib gru hau hl_ hle hme ich ie_ ige ik_ isc kan kon lei lge lte lun mt_ neu nfa nkt noc "
        "nsc nz_ nze oze rau rer roz rwe rze sch seh sic sie teh tik tz_ ung wah wei zen"
    ),
    2: (
        "_da _di _es _ge _je _ka _ni _un _ve ab_ alt amm arb aus bei ben ber bes bt_ che chn chr chu dem den der "
        "dig dun ech ede elt em_ en_ enn erh erl ert erw fen gen gie gli gun hre hte iel ier ig_ ird len lic mit "
        "mme nde nem nic nn_ pie rde spr ten tig tun uch um_ und urd"
    ),
    1: (
        "_de _im _mi _na _nu _si ach ang ann ass ch_ des ell ene er_ erg ern ese ger ges hen ht_ ien im_ ine ist "
        "ler lle lt_ ner nge ngs nis nne nte ren rn_ rte run sen sol sse ste te_ tel uss wer"
    ),
}

# Signal -> phrases, apart by "|"; how they are written stands in languages/__init__.py.
PHRASES: dict[str, str] = {
    "weights": """
        gewichte von | gewichte des | gewichte lassen | gewichte stehen | gewichte sind | gewichte zum | gewichte und |
        gewichte herunter* | gewichten | modellgewichte* | die gewichte | gewichte unter | zum herunterladen | zum
        download | lassen sich herunterladen | kann heruntergeladen | heruntergeladen werden | per torrent | lokal
        ausführ* | @ auf hugging face | der gewichte | gewichte des modells | neue gewichte | neuen gewichte | gewichte
        liegen | gewichte gibt | mitsamt gewichten | samt gewichten | parameter zum download | herunterladbar* |
        veröffentlicht gewichte | veröffentlicht ~ gewichte | gibt gewichte | gibt ~ gewichte | gewichte seines |
        gewichte ihres | gewichte veröffentlicht | gewichte freigegeben
    """,
    "open_weight": """
        open weight* | openweight* | open weights | offene* gewichte* | mit offenen gewichten | open weight statt
    """,
    "open_act": """
        gibt ~ frei | gibt ~ als open source | freigegeben | legt ~ offen | legt ~ quelloffen | wird open source |
        macht ~ open source | stellt ~ open source | als open source veröffentlicht | veröffentlicht ~ open source |
        veröffentlicht ~ quelloffen* | als open source | unter freier lizenz | offene lizenz | frei verfügbar* |
        frei zugänglich | kostenlos herunter* | quelloffen zur verfügung | lässt ~ als open source ~ frei |
        veröffentlicht offene* | veröffentlicht ~ offenes | veröffentlicht freies | soll open source | soll ~ open
        source werden | open source initiative | wird ~ open source | als open source veröffentlichen | als open
        source bereit* | wird ~ offenlegen | will ~ offenlegen | will ~ freigeben | sind öffentlich | frei nutzbar |
        frei herunter* | macht ~ frei zugänglich | macht ~ frei verfügbar | gratis herunter* | frei lizenziert* |
        kostenlos für | stellt ~ kostenlos | will ~ quelloffen | macht ~ quelloffen | quelloffen machen | stellt ~
        ins netz | gratis zum herunterladen
    """,
    "open_model": """
        offenes modell | offene modell* | offenen modell* | offenes ki modell | offene ki modell* | offenes
        sprachmodell | offene sprachmodell* | quelloffene* | freies sprachmodell | freie sprachmodell* | open source
        modell* | open source ki | open source sprachmodell* | open source llm* | open weight modell* | vollständig
        offen* | open source agent* | offenes reasoning* | offene basismodell* | freies ki modell | freie ki modell*
        | offener ki modelle | offenes bildmodell | offenes videomodell | offene sprach* | quelloffener | offenes ~
        sprachmodell | offene ~ sprachmodell* | offenes ~ ki modell | offenes ~ modell | offen ins netz | frei ins
        netz
    """,
    "license": """
        apache 2.0 | apache lizenz | apache 2 | mit lizenz* | mit license | open source lizenz | creative commons |
        community lizenz | cc by* | rail lizenz | modified mit | unter der lizenz | lizenziert
    """,
    "hub": """
        hugging face | huggingface | modelscope | huggingface.co
    """,
    "release": """
        bringt ~ heraus | erschienen | ist da | sind da | verfügbar | stellt ~ vor | vorgestellt | enthüllt |
        enthüllte | präsentiert | startet | starten | ab sofort | bringt | launcht | bereitgestellt | legt ~ nach |
        neues sprachmodell | neue sprachmodell* | neues ki modell | neue ki modelle | neues modell | neue modelle |
        neues open* | neue modellfamilie | neue version | zeigt neues | zeigt ~ modell | ist das neue | das neue |
        die neue | lässt ~ frei | veröffentlich* | steht zum download | stehen zum download | steht bereit | stehen
        bereit
    """,
    "act": """
        veröffentlicht @ | veröffentlichte @ | bringt @ | stellt @ | zeigt @ | enthüllt @ | gibt @ frei | legt @
        offen | @ veröffentlicht | @ erschienen | @ ist da | @ ist erschienen | @ vorgestellt | @ freigegeben
    """,
    "announce": """
        kündigt ~ an | angekündigt* | ankündig* | kündigte ~ an | geplant | plant | planen | will ~ veröffentlichen
        | wird ~ veröffentlichen | wollen ~ veröffentlichen | soll ~ erscheinen | soll ~ kommen | sollen ~
        erscheinen | sollen ~ folgen | soll ~ folgen | soll open source* | wird open source | will ~ open source* |
        in den kommenden | demnächst | in kürze | soll ~ open source* | erscheint im | erscheint am | sollen ~
        veröffentlicht werden | sollen veröffentlicht werden | soll ~ veröffentlicht werden | will ~ als open source
        veröffentlichen | wird ~ offenlegen | will ~ offenlegen | will ~ freigeben | will ~ als open source | soll ~
        freigegeben werden | soll frei* | sollen frei* | arbeitet an | entwickeln | entwickelt ~ offenes | im sommer
        | im herbst | noch in diesem jahr | bereitet ~ vor
    """,
    "delay": """
        verschiebt | verschoben | verzögert* | verzögerung | kommt später | später als | lässt ~ auf sich warten |
        vertagt | kommt doch später | erneut später | verspätet* | auf unbestimmte zeit | lässt auf sich warten | später
        als geplant | verspätung | braucht noch ~ zeit | braucht noch zeit | brauchen noch zeit | braucht mehr zeit |
        brauchen mehr zeit | braucht länger | dauert länger | lassen auf sich warten
    """,
    "withdrawal": """
        zieht ~ zurück | zurückgezogen | entfernt ~ von hugging face | offline genommen | gelöscht | nimmt ~ offline
        | entfernt @ von | nicht mehr auf hugging face | nicht mehr verfügbar | nimmt ~ vom netz | löscht ~ gewichte
        | löscht @ | zieht @ zurück | kurz nach veröffentlichung zurück | wieder gelöscht | wieder offline |
        entfernt @ | verschwindet von | verschwunden von | wieder entfernt | nimmt ~ wieder offline | wieder vom
        netz
    """,
    "relicense": """
        ändert ~ lizenz | neue lizenz* | lizenzwechsel | lizenzänderung* | wechselt ~ lizenz | stellt ~ unter ~
        lizenz | künftig unter | jetzt unter der | lockert ~ lizenz* | ändert lizenz | lizenz geändert | lizenz von
        @ geändert | neuer lizenz | wechselt zu apache | wechselt zu mit | strengere lizenz* | unter strengere* |
        verschärft ~ lizenz* | neue lizenz für | lizenz für @ geändert | stellt lizenz | lockert @ lizenz* |
        lizenzbedingungen | neuen lizenz | erlaubt künftig | lizenz schließt
    """,
    "leak": """
        leak* | geleakt* | durchgesickert | gerücht* | aufgetaucht | hinweise auf | angeblich | vorab | offenbar |
        bald | steht kurz bevor | bevorstehend* | verrät | spekulation*
    """,
    "update": """
        aktualisiert* | checkpoint | neuer checkpoint | verbesserte version | aktualisierung | neuem checkpoint |
        neuen checkpoint* | update der | verbessert @ | aktualisiert @ | überarbeitet* | verbessert ~ modell | neue
        modellversion | frischt ~ auf
    """,
    "api_only": """
        nur über die api | nur per api | nur über die programmierschnittstelle | nur über programmierschnittstelle* |
        nur über eine programmierschnittstelle | nur als api | ausschließlich per api | ausschließlich über die api |
        ausschließlich über die programmierschnittstelle | nur über die schnittstelle | über die api | nur über die
        cloud | nur in der cloud | api zugang | zahlenden kunden | nicht offen | keine gewichte | geschlossenes modell |
        geschlossene modell* | proprietär* | api verfügbar | per api | kostenpflichtig* | nur für ausgewählte
    """,
    "hosting": """
        jetzt auf | jetzt bei | in der cloud verfügbar | auf azure | auf aws | bei aws | auf bedrock | inferenzdienst* |
        hostet | gehostet* | jetzt nutzbar | unterstützt nun | nimmt @ in | bietet ~ an über | über bedrock | über azure
        | in azure | in bedrock | auf vertex | bei bedrock | läuft auf azure | läuft auf aws | läuft auf bedrock | läuft
        nun auf
    """,
    "derivative": """
        destilliert* | quantisiert* | auf basis von | basiert auf | feinabgestimmt* | finetuning | unzensiert* |
        gguf
    """,
    "tutorial": """
        anleitung | ratgeber* | so laufen | so läuft | so geht | so nutzen | so installier* | so funktioniert |
        tipps | schritt für schritt | workshop | deep dive | lokal betreiben | im unternehmen | selbst gehostet* |
        selber | erklärt | für einsteiger | tutorial* | einführung | howto | podcast | webinar | online seminar
    """,
    "evaluation": """
        im test | im vergleich | im praxistest | ausprobiert | getestet* | testet | test wie | verglichen | vergleich* |
        im überblick | tricks* | im hands on | analyse* | sicherheitslücke* | zero day* | cybertest* | wird zum standard
        | was bringt | was taugt | erste eindrücke | test ordnet | schwachstellen* | so gut läuft | so gut ist | so gut
        sind | wie gut | so schlägt sich
    """,
    "scores": """
        benchmark* | bestenliste | rangliste | dominiert
    """,
    "praise": """
        das kann | das leistet | schlägt | übertrifft | überholt | erreicht | besser als
    """,
    "opinion": """
        kommentar | meinung | essay | warum | debatte | hype | interview | analyst* | kolumne | glosse | eskalation |
        wettrüsten | wettlauf
    """,
    "funding": """
        millionen euro | milliarden euro | millionen dollar | milliarden dollar | millionen us | milliarden us |
        übernimmt | übernahme* | investor* | investiert | investition* | finanzierung* | bewertung | bewertet | börse* |
        aktie* | partnerschaft* | kooperation | kredit* | start up sammelt | umsatz | rechenzentrum* | abkommen |
        auftrag | gründet | gründen | mitarbeiter* | entlässt | kauft | gekauft | kunden | stellenabbau | stellen ab |
        baut ~ stellen | entlassung* | sammelt ~ ein | finanzspritze | geldgeber | milliardenbewertung
    """,
    "policy": """
        regulier* | verklagt | klage* | urheberrecht* | gericht* | eu kommission | brüssel | gesetz* | verbot* |
        verbietet | datenschutz* | sanktion* | beschuldigt | warn* | regierung* | trump* | behörde* | ki verordnung | ai
        act | abgeordnete* | allianz | bündnis | diebstahl | exportkontroll* | hackerangriff* | cyberangriff* |
        washington | streit | meldet ~ bei | verhaltenskodex | urteil* | senator* | wettbewerbshüter | kartell* | kämpft
        um | kämpft für | kämpft gegen
    """,
    "hardware": """
        grafikkarte* | chip* | prozessor* | gpu* | notebook* | laptop* | smartphone* | beschleuniger | hardware* |
        arbeitsspeicher | ram | server | konsole | rakete*
    """,
    "tool": """
        framework* | bibliothek* | werkzeug* | tool* | plattform* | editor | browser* | plugin* | app | assistent* |
        agenten | protokoll* | software* | betriebssystem* | open source projekt* | schnittstelle* | schriftart* |
        schrift | datenbank* | spiel | emulator* | baupläne | wörterbuch | dateiformat*
    """,
    "product": """
        neue funktion* | funktionen | chatbot* | abo | bekommt | erhält | tarif* | bildgenerator | suche | nutzer |
        feature* | integriert | bindet ~ ein | rollt ~ aus
    """,
    "digest": """
        ki update* | update kompakt | wochenrückblick | rückblick | kurz notiert | die woche | breakdown |
        newsletter | kompakt | deep dive
    """,
    "dataset": """
        datensatz | datensätze* | trainingsdaten* | korpus
    """,
    "research": """
        studie* | forscher* | forschung* | trainiert | paper
    """,
    "model": """
        sprachmodell* | ki modell* | modell | modelle | modellen | modells | modellfamilie | llm* | basismodell* |
        reasoning modell* | bildmodell* | videomodell* | mixture of experts | milliarden parameter* | parametern
    """,
    "nothing_new": """
        nichts neues | keine neuen modelle
    """,
    "weights_later": """
        gewichte ~ sollen | gewichte sollen | modellgewichte ~ sollen | modellgewichte sollen | gewichte ~ folgen |
        gewichte ~ später | gewichte ~ in kürze | gewichte werden ~ folgen | wird ~ gewichte* veröffentlichen | will ~
        gewichte* veröffentlichen | werden ~ gewichte* veröffentlichen | wollen ~ gewichte* veröffentlichen | wird ~
        gewichte* freigeben | will ~ gewichte* freigeben | gewichte kommen später | verspricht ~ gewichte*
    """,
    "advert": """
        anzeige | tiefstpreis | bestpreis | im angebot | rabatt* | günstiger bei
    """,
}
