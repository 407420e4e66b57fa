package cyberres

// NeighboursAtFirst finds the neighbours of an actor as if nobody had asked for them before.
func (n *Network) NeighboursAtFirst(id ActorID) List[Tie] {
	return List[Tie]{n.data.neighbourhood(n.data.row(KindActor, string(id))).ties}
}
