package draw

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/generate"
)

// wellFormed fails where a picture is no XML, and returns the values of all attributes data-id.
func wellFormed(t *testing.T, picture []byte) (ids []string) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(picture))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return ids
		}
		if err != nil {
			t.Fatal(err)
		}
		if start, ok := token.(xml.StartElement); ok {
			for _, a := range start.Attr {
				if a.Name.Local == "data-id" {
					ids = append(ids, a.Value)
				}
			}
		}
	}
}

// The picture of a network has every actor and cooperation of it, with their ids, and nothing that a view hides.
func TestNetworkShowsAll(t *testing.T) {
	generated, err := cyberres.Open(generate.Dataset(120, 3))
	if err != nil {
		t.Fatal(err)
	}
	for name, d := range map[string]*cyberres.Dataset{"dataset": cyberres.Default(), "view": cyberres.Default().AsOf("2019"), "generated": generated, "empty": cyberres.Default().AsOf("1999")} {
		ids := wellFormed(t, Network(d, "Who & with <whom>"))
		var want []string
		for a := range d.Network().Actors() {
			want = append(want, string(a.ID))
		}
		for c := range d.Network().Cooperations() {
			want = append(want, string(c.ID))
		}
		slices.Sort(ids)
		slices.Sort(want)
		if !slices.Equal(slices.Compact(ids), want) {
			t.Errorf("%s: the picture has %v, want %v", name, ids, want)
		}
		if !bytes.Equal(Network(d, "again"), Network(d, "again")) {
			t.Errorf("%s: two pictures of one network", name)
		}
	}
}

// A life is cut where the status or its certainty changes, and nowhere else.
func TestLife(t *testing.T) {
	v := cyberres.Instrument{ID: "act", Title: "Act", Period: "2018/2020", Timeline: cyberres.Of(
		cyberres.Event{Type: cyberres.EventProposed, Date: "2017-03-01"},
		cyberres.Event{Type: cyberres.EventAdopted, Date: "2018"},
		cyberres.Event{Type: cyberres.EventPublished, Date: "2018-12-31"},
	)}
	_, end, _ := dayRange("2022")
	var got []string
	for _, s := range life(v, end).spans {
		text := s.state + " " + showDay(s.from) + "/" + showDay(s.to)
		if s.uncertain {
			text += " uncertain"
		}
		if s.openEnd {
			text += " open"
		}
		got = append(got, text)
	}
	const want = "proposed 2017-03-01/2017-12-31, adopted 2018-01-01/2018-12-30 uncertain, published 2018-12-31/2020-12-31, published 2021-01-01/2022-12-31 uncertain open"
	if strings.Join(got, ", ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, ", "), want)
	}
	for _, picture := range [][]byte{Timeline(nil, ""), Timeline([]cyberres.Instrument{{ID: "x", Title: "\x00<x>"}}, "2021"), Timeline([]cyberres.Instrument{v}, "2018/")} {
		wellFormed(t, picture)
	}
}
