// Reads PromQL expressions (a JSON array of strings) and says of each what it asks for, or why it is none.
package main

import (
	"encoding/json"
	"os"
	"sort"

	"github.com/prometheus/prometheus/promql/parser"
)

type selector struct {
	Name   string   `json:"name"`
	Labels []string `json:"labels"`
}

type reading struct {
	Fault     string     `json:"fault,omitempty"`
	Type      string     `json:"type,omitempty"`
	Selectors []selector `json:"selectors"`
	// By what it aggregates or matches.
	Grouping []string `json:"grouping"`
}

func read(text string) reading {
	expr, err := parser.NewParser(parser.Options{}).ParseExpr(text)
	if err != nil {
		return reading{Fault: err.Error()}
	}
	found := reading{Type: string(expr.Type()), Selectors: []selector{}, Grouping: []string{}}
	parser.Inspect(expr, func(node parser.Node, _ []parser.Node) error {
		switch n := node.(type) {
		case *parser.VectorSelector:
			labels := []string{}
			for _, matcher := range n.LabelMatchers {
				if matcher.Name != "__name__" {
					labels = append(labels, matcher.Name)
				}
			}
			sort.Strings(labels)
			found.Selectors = append(found.Selectors, selector{n.Name, labels})
		case *parser.AggregateExpr:
			found.Grouping = append(found.Grouping, n.Grouping...)
		case *parser.BinaryExpr:
			if n.VectorMatching != nil {
				found.Grouping = append(found.Grouping, n.VectorMatching.MatchingLabels...)
			}
		}
		return nil
	})
	return found
}

func main() {
	var texts []string
	if err := json.NewDecoder(os.Stdin).Decode(&texts); err != nil {
		panic(err)
	}
	readings := []reading{}
	for _, text := range texts {
		readings = append(readings, read(text))
	}
	if err := json.NewEncoder(os.Stdout).Encode(readings); err != nil {
		panic(err)
	}
}
