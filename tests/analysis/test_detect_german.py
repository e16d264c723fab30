"""Detection in German: made-up headlines and teasers of every kind, with publishers and families that nobody lists."""

from __future__ import annotations

import pytest

from tests.analysis.headlines import cases, entry, watching
from tracker.analysis.examine import examine
from tracker.analysis.known import Known

EVENTS = """
release:
  Vantora veröffentlicht Tanne 1.5 mit offenen Gewichten
    Das Sprachmodell steht unter der MIT-Lizenz auf Hugging Face bereit.
  Nebelwerk stellt Zaunkönig 2 als Open Source bereit
    Die Gewichte des Modells mit 24 Milliarden Parametern lassen sich ab sofort herunterladen.
  Kranich-32B: Start-up aus Jena gibt Sprachmodell frei
    Entwickler dürfen es auch kommerziell nutzen, die Lizenz ist Apache 2.0.
  Freies Sprachmodell Fjordal 3 ist da
    Das Open-Weight-Modell läuft laut Hersteller auf einer einzelnen Grafikkarte.
  Neues Open-Weight-Modell von Solvik: Lärche 70B ist erschienen
    Solvik hat das Modell samt Gewichten auf Hugging Face veröffentlicht.
  OpenAI legt nach: gpt-oss-2 steht zum Download bereit
    Das offene Modell darf frei verwendet werden.
  Alibaba bringt Qwen 9 heraus
    Die Modelle mit bis zu 500 Milliarden Parametern sind quelloffen.
  Universität Bremen veröffentlicht offenes Sprachmodell Weser-7B
    Gewichte, Code und Trainingsdaten sind frei zugänglich.
  Deepseek V9: Chinesisches KI-Labor veröffentlicht neues Modell
    Die Gewichte sind unter MIT-Lizenz verfügbar.
  Meta gibt Llama 9 frei
    Das Modell kann bei Hugging Face heruntergeladen werden.
  Offene Gewichte: Polaris Labs zeigt Bildmodell Aurelio 12B
    Es ist ab heute auf Hugging Face zu finden.
  Mistral Small 9 erschienen: 30 Milliarden Parameter unter Apache 2.0
    Das Unternehmen verspricht bessere Ergebnisse als beim Vorgänger.
  Helios AI stellt offenes Reasoning-Modell vor
    Helios 4 soll Aufgaben Schritt für Schritt lösen; die Gewichte sind öffentlich.
  Schweizer Hochschulen veröffentlichen vollständig offenes Sprachmodell
    Alpenrose gibt es in zwei Größen, Gewichte und Daten sind frei verfügbar.
  Spracherkennung: Acme Lab veröffentlicht Echo-1B als Open Source
    Das Modell transkribiert 40 Sprachen.
  Microsoft veröffentlicht kleines Sprachmodell Phi-9-mini unter MIT-Lizenz
    Es hat vier Milliarden Parameter.
announcement:
  Helios AI kündigt Open-Weight-Modell an
    Es soll noch in diesem Jahr erscheinen.
  Nebelwerk will Zaunkönig 3 als Open Source veröffentlichen
    Einen Termin für das Modell nennt das Unternehmen noch nicht.
  Vantora: Gewichte von Tanne 2 sollen im Herbst folgen
    Bislang ist das Modell nur per API erreichbar.
  OpenAI plant weiteres offenes Modell
    Das Open-Weight-Modell soll im Sommer kommen.
  Bericht: Mistral wird Mistral Large 9 in den kommenden Wochen offenlegen
    Die Modellgewichte sollen unter freier Lizenz stehen.
delay:
  Nebelwerk verschiebt Zaunkönig 2
    Das Sprachmodell mit offenen Gewichten kommt erst im Herbst.
  OpenAI verschiebt offenes Modell erneut
    Es brauche mehr Zeit für Sicherheitstests, sagte der Chef.
  Offenes Modell von Helios AI verzögert sich
    Die Gewichte von Helios 4 sollen später erscheinen.
  Llama 9 kommt später als geplant
    Meta ist mit der Leistung des offenen Modells noch nicht zufrieden.
withdrawal:
  Vantora zieht Sprachmodell Tanne 1.5 zurück
    Die Gewichte sind nicht mehr auf Hugging Face zu finden.
  Acme Lab entfernt Acme-Coder 7B von Hugging Face
    Gründe für die Löschung der Gewichte nennt das Labor nicht.
  Modell Kranich-32B nach wenigen Tagen offline genommen
    Das Open-Source-Modell enthielt urheberrechtlich geschützte Daten.
license_change:
  Helios AI ändert Lizenz von Helios 3
    Das Modell mit offenen Gewichten darf nun auch kommerziell genutzt werden.
  Neue Lizenz für Zaunkönig 2: Nebelwerk wechselt zu Apache 2.0
    Bisher war die kommerzielle Nutzung der Gewichte untersagt.
  Alibaba stellt Qwen 9 unter strengere Lizenz
    Große Anbieter müssen künftig für das offene Modell zahlen.
update:
  Deepseek aktualisiert R9: Checkpoint 0815 ist verfügbar
    Die neuen Gewichte stehen auf Hugging Face.
  Nebelwerk verbessert Zaunkönig 2 mit neuem Checkpoint
    Das Update der offenen Gewichte behebt Fehler beim Rechnen.
prerelease_signal:
  Leak: Details zu OpenAIs offenem Modell aufgetaucht
    Die Gewichte von gpt-oss-2 standen kurz auf Hugging Face.
  Hinweise auf Qwen 9: Pull Request verrät Parameterzahl
    Das offene Modell dürfte bald kommen.
"""

OTHERS = """
api_only_model:
  Vantora stellt Tanne Ultra vor: Modell nur über die API verfügbar
    Die Gewichte bleiben unter Verschluss.
  OpenAI veröffentlicht GPT-9
    Das Modell steht zahlenden Kunden in ChatGPT zur Verfügung.
  Anthropic bringt Claude Opus 9
    Das neue Modell übertrifft seinen Vorgänger beim Programmieren.
  Google zeigt Gemini 9 Pro
    Das Modell ist ab sofort in der App und per API verfügbar.
product:
  ChatGPT öffnet sich für Kinder
    OpenAI führt Konten mit Elternkontrolle ein.
  Le Chat erhält Gedächtnisfunktion
    Mistral erweitert seinen Chatbot für zahlende Nutzer.
other:
  Offener Brief: Forscher fordern Moratorium für KI
    Mehr als tausend Menschen haben unterschrieben.
  Tag der offenen Tür im Rechenzentrum
    Besucher können den neuen Supercomputer besichtigen.
product:
  Open Beta: Schachspiel Rochade 2 kann jetzt getestet werden
    Die offene Beta läuft bis Sonntag.
funding_business:
  OpenAI sammelt 20 Milliarden Dollar ein
    Die Bewertung steigt damit auf einen Rekordwert.
  Nebelwerk übernimmt Start-up für Spracherkennung
    Über den Kaufpreis wurde Stillschweigen vereinbart.
  Vantora baut 200 Stellen ab
    Der Anbieter offener Modelle will profitabel werden.
  Mistral AI schließt Partnerschaft mit Autobauer
    Die Sprachmodelle sollen in Fahrzeugen laufen.
other:
  Mistral legt den Bahnverkehr in der Provence lahm
    Der Wind erreichte Spitzen von 120 Kilometern pro Stunde.
  Falcon 9 startet mit 29 Satelliten
    Die Rakete hob pünktlich in Florida ab.
  Lamas im Odenwald: Wandern mit Llama und Alpaka
    Ein Hof bietet Touren für Familien an.
  Granit aus dem Fichtelgebirge wird knapp
    Steinbrüche melden volle Auftragsbücher.
hosting_availability:
  Qwen 9 jetzt auf Amazon Bedrock verfügbar
    Kunden können das Modell über die Cloud von AWS nutzen.
  Deutsche Cloud hostet gpt-oss in Frankfurt
    Der Inferenzdienst richtet sich an Behörden.
third_party_derivative:
  Bastler quantisiert Deepseek V9 auf zwei Bit
    Die GGUF-Dateien basieren auf dem Originalmodell.
tutorial_howto:
  Anleitung: Zaunkönig 2 lokal betreiben
    Schritt für Schritt zum eigenen Chatbot auf dem Laptop.
  So läuft Llama auf dem Raspberry Pi
    Mit diesen Tipps klappt es auch mit wenig Speicher.
  Workshop: Offene Sprachmodelle im Unternehmen einsetzen
    Das Seminar erklärt Auswahl, Betrieb und Recht.
evaluation_experience:
  Qwen 9 im Test: So schlägt sich das offene Modell
    Wir haben es mit drei Konkurrenten verglichen.
  Vergleich: Welche lokalen Sprachmodelle taugen etwas?
    Zehn offene Modelle im Überblick.
  Studie: Deepseek-Modelle geben häufiger falsche Antworten
    Forscher haben 2.000 Fragen gestellt.
policy_legal_safety:
  EU-Kommission will offene KI-Modelle von Pflichten befreien
    Der Entwurf soll im Mai beschlossen werden.
  Verlag verklagt Vantora wegen Trainingsdaten
    Das Urheberrecht sei in tausenden Fällen verletzt worden.
  USA prüfen Verbot von Deepseek auf Behördengeräten
    Abgeordnete sorgen sich um die Sicherheit.
  Koalition streitet über Open Source in der Verwaltung
    Der Antrag der Regierung wurde vertagt.
infra_tooling_hardware:
  Neue Grafikkarte soll Sprachmodelle beschleunigen
    32 GByte Speicher reichen auch für größere Modelle.
  llama.cpp bekommt neuen Server
    Das Werkzeug lädt Modelle nun im laufenden Betrieb.
  Open-Source-Framework Lotse verteilt KI-Agenten auf mehrere Server
    Das Werkzeug ist in Rust geschrieben.
dataset:
  Wikimedia veröffentlicht Datensatz für KI-Training
    Er umfasst Artikel in zwölf Sprachen.
research_no_weights:
  Forscher zeigen, wie Sprachmodelle schneller lernen
    Die Studie erschien als Preprint.
digest:
  KI-Update: Qwen 9, neue Chips, Streit um Urheberrecht
    Das Wichtigste der Woche in Kürze.
  Wochenrückblick: Was bei OpenAI, Meta und Mistral los war
    Die Meldungen im Überblick.
other:
  Kommentar: Warum offene Modelle Europa helfen
    Ein Plädoyer für mehr Mut.
  Stellenanzeige: Vantora sucht Entwickler für offene Sprachmodelle
    Die Stelle ist in Jena zu besetzen.
  Interview mit dem Chef von Nebelwerk: „Wir bleiben offen“
    Ein Gespräch über Gewichte, Geld und Europa.
  Quelloffene Office-Suite in Version 26 erschienen
    Sie lädt Tabellen schneller als der Vorgänger.
  Linux 8.2 freigegeben
    Der Kernel unterstützt mehr WLAN-Chips.
product:
  Samsung stellt Galaxy Fold 9 vor
    Das neue Modell ist dünner und leichter.
other:
  Neues Modell von Volkswagen: ID.9 kommt 2027
    Das Elektroauto soll 25.000 Euro kosten.
"""


@pytest.fixture(scope="module")
def table() -> Known:
    """The list, and two publishers that the operator watches."""
    return watching()


@pytest.mark.parametrize(("kind", "title", "text"), cases(EVENTS))
def test_news_of_open_weights(kind: str, title: str, text: str, table: Known) -> None:
    """A German reader would call this news of an open model, and of this kind."""
    found = examine(*entry(title, text), table)

    assert (found.language, found.is_event, found.kind) == ("de", True, kind), found.reasons


@pytest.mark.parametrize(("kind", "title", "text"), cases(OTHERS))
def test_other_news(kind: str, title: str, text: str, table: Known) -> None:
    """A German reader would not; what it is instead may be seen in two ways, that it is none may not."""
    found = examine(*entry(title, text), table)

    assert (found.language, found.is_event) == ("de", False), (kind, found.kind, found.reasons)
