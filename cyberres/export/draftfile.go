package export

import "github.com/cyberres/cyberres/cyberres"

// What a draft is written as: the files of a dataset, with null for a number that is not known. A required member stands there even if it is blank.
type (
	draftFile struct {
		Schema       string             `json:"$schema"`
		Source       cyberres.SourceID  `json:"source"`
		Coverage     string             `json:"coverage"`
		Provenance   provenance         `json:"provenance"`
		Objectives   []draftObjective   `json:"objectives"`
		Cooperations []draftCooperation `json:"cooperations"`
		Positions    []draftPosition    `json:"positions"`
		Relations    []draftRelation    `json:"relations"`
		Mentions     []draftMention     `json:"mentions"`
		Remarks      []draftRemark      `json:"remarks"`
	}
	provenance struct {
		Origin   string `json:"origin"`
		Readings int    `json:"readings"`
		Review   string `json:"review"`
	}
	draftEvidence struct {
		Quote   string           `json:"quote"`
		Start   *int             `json:"start"`
		End     *int             `json:"end"`
		SHA256  string           `json:"sha256"`
		Quoted  cyberres.Quoted  `json:"quoted,omitempty"`
		Speaker cyberres.ActorID `json:"speaker,omitempty"`
	}
	draftObjective struct {
		ID       cyberres.ID     `json:"id"`
		Holders  []string        `json:"holders"`
		Summary  string          `json:"summary"`
		Modality string          `json:"modality"`
		Voice    string          `json:"voice"`
		Themes   []string        `json:"themes"`
		StatedIn []string        `json:"statedIn,omitempty"`
		Aided    []string        `json:"beneficiaries,omitempty"`
		With     []string        `json:"with,omitempty"`
		Date     string          `json:"date,omitempty"`
		When     string          `json:"when,omitempty"`
		Evidence []draftEvidence `json:"evidence"`
	}
	draftCooperation struct {
		ID        cyberres.ID     `json:"id"`
		Mode      string          `json:"mode"`
		Rationale string          `json:"rationale"`
		Status    string          `json:"status"`
		Voice     string          `json:"voice"`
		Summary   string          `json:"summary"`
		Themes    []string        `json:"themes"`
		Under     []string        `json:"instruments,omitempty"`
		Date      string          `json:"date,omitempty"`
		When      string          `json:"when,omitempty"`
		Parties   []draftParty    `json:"parties"`
		Evidence  []draftEvidence `json:"evidence"`
	}
	draftParty struct {
		Actor string `json:"actor"`
		Role  string `json:"role"`
		Basis string `json:"basis,omitempty"`
	}
	draftPosition struct {
		ID       cyberres.ID     `json:"id"`
		Holder   string          `json:"holder"`
		Stance   string          `json:"stance"`
		On       string          `json:"on"`
		Themes   []string        `json:"themes"`
		Summary  string          `json:"summary"`
		Voice    string          `json:"voice"`
		Date     string          `json:"date,omitempty"`
		When     string          `json:"when,omitempty"`
		Evidence []draftEvidence `json:"evidence"`
	}
	draftRelation struct {
		ID       cyberres.ID     `json:"id"`
		Subject  string          `json:"subject"`
		Type     string          `json:"type"`
		Object   string          `json:"object"`
		At       string          `json:"at,omitempty"`
		Themes   []string        `json:"themes,omitempty"`
		Voice    string          `json:"voice"`
		Date     string          `json:"date,omitempty"`
		When     string          `json:"when,omitempty"`
		Evidence []draftEvidence `json:"evidence"`
	}
	draftMention struct {
		Entity cyberres.ID `json:"entity"`
		Quote  string      `json:"quote"`
		Start  *int        `json:"start"`
		End    *int        `json:"end"`
		Basis  string      `json:"basis,omitempty"`
	}
	draftRemark struct {
		ID       cyberres.ID     `json:"id"`
		Kind     string          `json:"kind"`
		About    []string        `json:"about,omitempty"`
		Summary  string          `json:"summary"`
		Evidence []draftEvidence `json:"evidence"`
	}
)

// count counts the records and their passages.
func (d *Draft) count(f draftFile) {
	d.Records = len(f.Objectives) + len(f.Cooperations) + len(f.Positions) + len(f.Relations) + len(f.Mentions) + len(f.Remarks)
	d.Passages = len(f.Mentions)
	for _, v := range f.Objectives {
		d.Passages += len(v.Evidence)
	}
	for _, v := range f.Cooperations {
		d.Passages += len(v.Evidence)
	}
	for _, v := range f.Positions {
		d.Passages += len(v.Evidence)
	}
	for _, v := range f.Relations {
		d.Passages += len(v.Evidence)
	}
	for _, v := range f.Remarks {
		d.Passages += len(v.Evidence)
	}
}
