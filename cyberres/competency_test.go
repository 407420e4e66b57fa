package cyberres_test

import (
	"fmt"
	"io/fs"
	"iter"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/dataset"
)

// Questions that people ask of the three entries, each answered by one call with the right records and no others. A good part of them was written by a
// reader who had the texts and the codebook, and had not seen the annotations.

func list[T any](seq iter.Seq[T], name func(T) string) string {
	var out []string
	for x := range seq {
		out = append(out, name(x))
	}
	return strings.Join(out, " ")
}

// entries opens the part of the dataset that the questions are about: what is added beside the three entries changes no answer.
func entries(t *testing.T) *cyberres.Dataset {
	t.Helper()
	part := fstest.MapFS{}
	err := fs.WalkDir(dataset.FS(), ".", func(name string, e fs.DirEntry, err error) error {
		folder, base := path.Split(name)
		if err != nil || e.IsDir() || (folder == "sources/" || folder == "annotations/") && !strings.HasPrefix(base, "atlas-resilience-") {
			return err
		}
		text, err := fs.ReadFile(dataset.FS(), name)
		part[name] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	d, err := cyberres.Open(part)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestCompetencyQuestions(t *testing.T) {
	d := entries(t)
	type (
		F      = cyberres.Filter
		actors = []cyberres.ActorID
		acts   = []cyberres.InstrumentID
		themes = []cyberres.ThemeID
		kinds  = []cyberres.Kind
		types  = []cyberres.RelationType
	)
	objectives := func(f F) string {
		return list(d.Objectives(f), func(o cyberres.Objective) string { return string(o.ID) })
	}
	cooperations := func(f F) string {
		return list(d.Cooperations(f), func(c cyberres.Cooperation) string { return string(c.ID) })
	}
	positions := func(f F) string {
		return list(d.Positions(f), func(p cyberres.Position) string { return string(p.ID) })
	}
	relations := func(f F) string {
		return list(d.Relations(f), func(r cyberres.Relation) string { return string(r.ID) })
	}
	statements := func(f F) string {
		return list(d.Statements(f), func(s cyberres.Statement) string { return string(s.Claim().ID) })
	}
	remarks := func(f F) string {
		return list(d.Remarks(f), func(r cyberres.Remark) string { return string(r.ID) })
	}
	about := func(id cyberres.ID) string {
		return list(d.RemarksAbout(id), func(r cyberres.Remark) string { return string(r.ID) })
	}
	mentions := func(f F) string {
		return list(d.Mentions(f), func(m cyberres.Mention) string {
			return fmt.Sprintf("%s@%d", strings.ReplaceAll(m.Quote, " ", "_"), m.Start)
		})
	}
	instruments := func(f F) string {
		return list(d.Instruments(f), func(i cyberres.Instrument) string { return string(i.ID) })
	}
	quotations := func(f F) string {
		return list(d.Quotations(f), func(q cyberres.Quotation) string {
			return fmt.Sprintf("%s/%s@%d", q.Quoted, q.Speaker, q.Evidence.Start)
		})
	}
	participations := func(f F) string {
		return list(d.Participations(f), func(p cyberres.Participation) string {
			return strings.Join([]string{string(p.Actor), p.As, string(p.Role), string(p.Basis), string(p.Record)}, "/")
		})
	}
	cell := func(actor cyberres.ActorID, theme cyberres.ThemeID) string {
		comparison, err := d.Compare(actor)
		if err != nil {
			t.Fatal(err)
		}
		c, ok := comparison.Cell(actor, theme)
		if !ok {
			t.Fatalf("no cell of %s on %s", actor, theme)
		}
		id := func(c cyberres.Claim) string { return string(c.ID) }
		return strings.TrimSpace(fmt.Sprintf("%s + %s - %s", c.State, list(c.Supporting.All(), id), list(c.Opposing.All(), id)))
	}

	for _, q := range []struct{ question, got, want string }{
		// Which objectives does X pursue, with Y, under Z?
		{"Which objectives does North Macedonia pursue with NATO under the memorandum?",
			objectives(F{Actors: actors{"north-macedonia"}, With: actors{"nato"}, Instruments: acts{"nato-north-macedonia-mou"}}),
			"north-macedonia-mou-cyber-defence north-macedonia-mou-information north-macedonia-mou-best-practices north-macedonia-mou-resilience"},
		{"Which aims does the strategy 2018-2022 state?",
			objectives(F{Instruments: acts{"north-macedonia-cybersecurity-strategy-2018"}, Modalities: []cyberres.Modality{"stated"}}),
			"north-macedonia-expand-mkd-cirt north-macedonia-identify-critical-infrastructure north-macedonia-crisis-procedures north-macedonia-incident-reporting north-macedonia-single-legal-framework"},
		{"To what does that strategy give weight without naming an aim?",
			objectives(F{Instruments: acts{"north-macedonia-cybersecurity-strategy-2018"}, Modalities: []cyberres.Modality{"priority"}}),
			"north-macedonia-section-on-resilience"},
		{"Who wants incident reporting mechanisms?", objectives(F{Themes: themes{"incident-reporting"}}), "north-macedonia-incident-reporting"},
		{"Which aims does the text place in the Union's body of law?", objectives(F{Instruments: acts{"eu-cyber-acquis"}}),
			"eu-supply-chain-security eu-soft-law-certification eu-harmonisation-effect"},
		{"Which objectives does Japan pursue under its strategy of 2018?", objectives(F{Actors: actors{"japan"}, Instruments: acts{"japan-cybersecurity-strategy-2018"}}),
			"japan-resilience-objective japan-international-cooperation japan-incident-response japan-capacity-building-component"},
		{"Which does Japan pursue with ASEAN?", objectives(F{Actors: actors{"japan"}, With: actors{"asean"}}), "japan-promote-regional-capacity"},
		{"Which do the Union and its members hold together?", objectives(F{Actors: actors{"european-union"}, With: actors{"eu-member-states"}}), "eu-toolbox-joint-response"},
		{"What is in the Ise-Shima paper?", objectives(F{Instruments: acts{"g7-principles-and-actions-on-cyber"}}), "japan-principles-capacity-cooperation"},
		{"To what does the Union give weight?", objectives(F{Actors: actors{"european-union"}, Modalities: []cyberres.Modality{"priority"}}), "eu-priority-resilience-capacity"},

		// What is planned as of the text, by whom, and what is hoped for?
		{"What does the Commission plan?", objectives(F{Actors: actors{"european-commission"}, Modalities: []cyberres.Modality{"planned"}}),
			"eu-commission-adds-to-acquis eu-commission-plans-nis2 eu-commission-plans-cer eu-commission-plans-soc-network"},
		{"What is planned at all?", objectives(F{Modalities: []cyberres.Modality{"planned"}}),
			"eu-commission-adds-to-acquis eu-commission-plans-nis2 eu-commission-plans-cer eu-commission-plans-soc-network"},
		{"Which instruments are planned?", relations(F{Types: types{"planned-by"}}), "eu-nis2-planned eu-cer-planned eu-soc-planned"},
		{"Which cooperations are planned?", cooperations(F{Statuses: []cyberres.CooperationStatus{"planned"}}), "eu-soc-network-cooperation"},
		{"Which effects are claimed or hoped for?", objectives(F{Modalities: []cyberres.Modality{"expected-effect"}}),
			"eu-harmonisation-effect eu-shield-detection-effect eu-shield-proactive-effect eu-toolbox-joint-response"},
		{"Whom are objectives to strengthen?", participations(F{Actors: actors{"mkd-cirt"}}), "mkd-cirt/beneficiary//stated/north-macedonia-expand-mkd-cirt"},

		// Who introduced, signed, joined, issued what, where and when?
		{"Who introduced what at the Ise-Shima summit?", relations(F{Types: types{"introduced-by"}, At: actors{"g7-ise-shima-summit"}}), "japan-introduced-principles"},
		{"What happened in May 2016?", statements(F{Date: "2016-05"}), "japan-g7-capacity-cooperation japan-introduced-principles"},
		{"What happened in 2021?", statements(F{Date: "2021"}), "north-macedonia-nato-memorandum north-macedonia-signed-mou north-macedonia-joined-nato"},
		{"What did North Macedonia sign?", relations(F{Actors: actors{"north-macedonia"}, Types: types{"signed-by"}}), "north-macedonia-signed-mou"},
		{"What did North Macedonia join?", relations(F{Actors: actors{"north-macedonia"}, With: actors{"nato"}, Types: types{"member-of"}}), "north-macedonia-joined-nato"},
		{"Whose is what, by the texts?", relations(F{Types: types{"issued-by"}}), "eu-acquis-issued eu-certification-issued japan-strategy-issued"},
		{"What rests on what?", relations(F{Types: types{"rests-on"}}), "eu-acquis-rests-on-nis eu-acquis-rests-on-2013-act eu-acquis-rests-on-2019-act"},
		{"What updates what?", relations(F{Types: types{"updates"}}), "eu-nis2-updates-nis"},
		{"What is added to the Union's body of law?", relations(F{Types: types{"extends"}, Instruments: acts{"eu-cyber-acquis"}}),
			"eu-nis2-extends-acquis eu-cer-extends-acquis eu-soc-extends-acquis eu-toolbox-extends-acquis"},
		{"What repeals the NIS Directive, as verified?", instruments(F{Types: types{"repeals"}, Instruments: acts{"nis-directive"}}), "nis2-directive"},

		// Who cooperates with whom, in which mode and role?
		{"Which cooperation is bilateral?", cooperations(F{Modes: []cyberres.Mode{"bilateral"}}), "north-macedonia-nato-memorandum"},
		{"Which are multilateral?", cooperations(F{Modes: []cyberres.Mode{"multilateral"}}), "japan-g7-g20-forums japan-g7-capacity-cooperation"},
		{"Which are regional?", cooperations(F{Modes: []cyberres.Mode{"regional"}}),
			"eu-acquis-cooperation eu-soc-network-cooperation eu-toolbox-cooperation japan-asean-capacity"},
		{"Where is nobody named?", cooperations(F{Modes: []cyberres.Mode{"unspecified"}}), "japan-strategy-cooperation"},
		{"How do the Union and its parts cooperate?", cooperations(F{Actors: actors{"european-union"}, Parts: true}),
			"eu-acquis-cooperation eu-soc-network-cooperation eu-toolbox-cooperation"},
		{"Who takes part in the memorandum, how, stated or inferred?", participations(F{Kinds: kinds{"cooperation"}, Instruments: acts{"nato-north-macedonia-mou"}}),
			"north-macedonia/party/signatory/stated/north-macedonia-nato-memorandum nato/party/signatory/inferred/north-macedonia-nato-memorandum north-macedonia-defence-authorities/party/member/stated/north-macedonia-nato-memorandum"},
		{"Through whom do others act?", participations(F{Roles: []cyberres.Role{"channel"}}),
			"g7/party/channel/stated/japan-g7-g20-forums g20/party/channel/stated/japan-g7-g20-forums g7-ise-shima-summit/party/channel/stated/japan-g7-capacity-cooperation asean/party/channel/stated/japan-asean-capacity"},
		{"Who receives?", participations(F{Roles: []cyberres.Role{"recipient"}}), "regional-partners/party/recipient/inferred/japan-asean-capacity"},
		{"Where does Japan give?", cooperations(F{Actors: actors{"japan"}, Roles: []cyberres.Role{"provider"}}), "japan-asean-capacity"},

		// Which stance, in whose words, for which reason?
		{"What does Japan oppose?", positions(F{Actors: actors{"japan"}, Stances: []cyberres.Stance{"opposes"}}), "japan-against-differentiated-responsibility"},
		{"What does Japan support?", positions(F{Actors: actors{"japan"}, Stances: []cyberres.Stance{"supports"}}),
			"japan-global-initiatives japan-tailored-approach japan-national-ownership japan-trickle-up japan-security-tied-to-others"},
		{"Which positions have quoted words of Japan?", positions(F{Speakers: actors{"japan"}}), "japan-trickle-up japan-against-differentiated-responsibility"},
		{"Which words of Japan are quoted?", quotations(F{Speakers: actors{"japan"}}), "speech/japan@604 speech/japan@882"},
		{"Which quoted words have no speaker?", quotations(F{Speakers: actors{""}}), "term/@1002 term/@1211 term/@542 term/@811"},
		{"Capacity building: for or against?", cell("japan", "capacity-building"),
			"stated + japan-capacity-building-component japan-principles-capacity-cooperation japan-promote-regional-capacity japan-g7-capacity-cooperation japan-asean-capacity " +
				"japan-tailored-approach japan-national-ownership japan-trickle-up japan-security-tied-to-others japan-introduced-principles - japan-against-differentiated-responsibility"},
		{"And the framing?", cell("japan", "differentiated-responsibility"), "opposed +  - japan-against-differentiated-responsibility"},

		// Where is it named, and what must be known about the wording?
		{"Where is the Commission named?", mentions(F{Actors: actors{"european-commission"}}), "Commission@668"},
		{"Where is North Macedonia named?", mentions(F{Actors: actors{"north-macedonia"}}), "North_Macedonia@487 country@607"},
		{"Where is the Union named?", mentions(F{Actors: actors{"european-union"}}), "EU@4 Union@90 EU@638 Union@960 Union@990 Union@1252"},
		{"Where is the memorandum named?", mentions(F{Instruments: acts{"nato-north-macedonia-mou"}}), "Memorandum_of_Understanding@512 MoU@642"},
		{"What is mistyped?", remarks(F{Kinds: kinds{"typo"}}), "japan-remark-incidence japan-remark-ise-shina"},
		{"What is impossible in time about NATO?", remarks(F{Actors: actors{"nato"}, Kinds: kinds{"anachronism"}}), "north-macedonia-remark-accession-date"},
		{"What must be known about the memorandum's parties?", about("nato-cyber-defence-management-board"), "north-macedonia-remark-who-signed"},

		// What does the text not assert?
		{"Did NATO sign, by the text?", relations(F{Actors: actors{"nato"}, Types: types{"signed-by"}}), ""},
		{"Is Japan a member of anything, by the text?", relations(F{Actors: actors{"japan"}, Types: types{"member-of"}}), ""},
		{"Does the text say that NIS2 repeals or supersedes anything?", relations(F{Types: types{"repeals", "supersedes", "amends"}}), ""},
		{"Who issued the toolbox, by the text?", relations(F{Instruments: acts{"cyber-diplomacy-toolbox"}, Types: types{"issued-by"}}), ""},
		{"Is any cooperation concluded?", cooperations(F{Statuses: []cyberres.CooperationStatus{"concluded"}}), ""},
		{"Does the Union cooperate with any of the others?", cooperations(F{Actors: actors{"european-union"}, Parts: true, With: actors{"nato", "japan", "north-macedonia"}}), ""},
		{"Does the Union take a position?", positions(F{Actors: actors{"european-union"}, Parts: true}), ""},
		{"Does North Macedonia?", positions(F{Actors: actors{"north-macedonia"}, Parts: true}), ""},
		{"Does Japan oppose capacity building itself?", list(func(yield func(cyberres.Position) bool) {
			for p := range d.Positions(F{Stances: []cyberres.Stance{"opposes"}}) {
				if p.On == "capacity-building" && !yield(p) {
					return
				}
			}
		}, func(p cyberres.Position) string { return string(p.ID) }), ""},
		{"Does anybody quote the Union?", quotations(F{Speakers: actors{"european-union", "european-commission"}}), ""},
		{"Are the defence authorities signatories?", participations(F{Actors: actors{"north-macedonia-defence-authorities"}, Roles: []cyberres.Role{"signatory"}}), ""},
		{"Did ASEAN sign anything?", participations(F{Actors: actors{"asean"}, Roles: []cyberres.Role{"signatory"}}), ""},
		{"Does the Union's entry speak of incident reporting?", cell("european-union", "incident-reporting"), "silent +  -"},
		{"Does North Macedonia's speak of certification?", cell("north-macedonia", "certification"), "silent +  -"},
		{"Is silence claimed where there is no text?", cell("asean", "certification"), "no-text +  -"},
		{"Does Japan's entry speak of critical infrastructure?", cell("japan", "critical-infrastructure"), "silent +  -"},
	} {
		if q.got != q.want {
			t.Errorf("%s\ngot  %s\nwant %s", q.question, q.got, q.want)
		}
	}
}

// A position is asked for its side, its proposition, its reason and whose words they are, in one record.
func ExampleDataset_Positions() {
	opposed := cyberres.Filter{Actors: []cyberres.ActorID{"japan"}, Stances: []cyberres.Stance{cyberres.StanceOpposes}}
	for p := range cyberres.Default().Positions(opposed) {
		fmt.Println(p.Stance, p.On)
		fmt.Println(p.Reason)
		for e := range p.Evidence.All() {
			fmt.Printf("“%s” speaker: %q\n", e.Quote, e.Speaker)
		}
	}
	// Output:
	// opposes differentiated-responsibility
	// The framing is out of place in international cooperation on cyber matters.
	// “it disfavours … cyber cooperation” speaker: ""
	// “common but differentiated responsibility” speaker: ""
	// “does not … the context” speaker: "japan"
}
