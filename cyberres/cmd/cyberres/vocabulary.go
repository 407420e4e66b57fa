package main

import (
	"slices"

	"github.com/cyberres/cyberres/cyberres"
)

// vocabulary returns the values that the codebook allows for a flag, in its order. Ids are not a vocabulary: they come from the dataset.
func vocabulary(name string) []string {
	switch name {
	case "record":
		return values(cyberres.KindActor, cyberres.KindInstrument, cyberres.KindSource, cyberres.KindTheme, cyberres.KindObjective,
			cyberres.KindCooperation, cyberres.KindPosition, cyberres.KindRelation, cyberres.KindRemark)
	case "export":
		return append(values(cyberres.KindInstrument, cyberres.KindObjective, cyberres.KindCooperation, cyberres.KindPosition, cyberres.KindRelation, cyberres.KindMention,
			cyberres.KindRemark), slices.Concat(vocabulary("instruments"), vocabulary("remarks"))...)
	case "actors":
		return values(cyberres.KindState, cyberres.KindUnion, cyberres.KindOrganisation, cyberres.KindInstitution, cyberres.KindAgency, cyberres.KindCSIRT,
			cyberres.KindForum, cyberres.KindMeeting, cyberres.KindGroup)
	case "instruments":
		return values(cyberres.KindStrategy, cyberres.KindLegislation, cyberres.KindBodyOfLaw, cyberres.KindSoftLaw, cyberres.KindAgreement,
			cyberres.KindDeclaration, cyberres.KindToolbox, cyberres.KindProgramme, cyberres.KindProcedure)
	case "remarks":
		return values(cyberres.KindTypo, cyberres.KindArtefact, cyberres.KindAnachronism, cyberres.KindImprecise, cyberres.KindMisnamed,
			cyberres.KindOvertaken, cyberres.KindUnattributed, cyberres.KindAmbiguous, cyberres.KindEvaluative, cyberres.KindNotStated)
	case "mode":
		return values(cyberres.ModeBilateral, cyberres.ModeMultilateral, cyberres.ModeRegional, cyberres.ModeUnspecified)
	case "role":
		return values(cyberres.RoleSignatory, cyberres.RoleInitiator, cyberres.RoleProvider, cyberres.RoleRecipient, cyberres.RoleMember,
			cyberres.RoleChannel, cyberres.RoleAdvocate)
	case "status":
		return values(cyberres.StatusAdvocated, cyberres.StatusPlanned, cyberres.StatusAgreed, cyberres.StatusOngoing, cyberres.StatusConcluded,
			cyberres.StatusUnstated)
	case "modality":
		return values(cyberres.ModalityStated, cyberres.ModalityPriority, cyberres.ModalityPlanned, cyberres.ModalityExpectedEffect)
	case "stance":
		return values(cyberres.StanceSupports, cyberres.StanceOpposes)
	case "voice":
		return values(cyberres.VoiceEntry, cyberres.VoiceReported, cyberres.VoiceQuoted)
	case "type":
		return values(cyberres.RelationIssuedBy, cyberres.RelationPlannedBy, cyberres.RelationIntroducedBy, cyberres.RelationSignedBy,
			cyberres.RelationMemberOf, cyberres.RelationPartOf, cyberres.RelationRestsOn, cyberres.RelationUpdates, cyberres.RelationExtends,
			cyberres.RelationAmends, cyberres.RelationRepeals, cyberres.RelationSupersedes, cyberres.RelationImplements)
	}
	return nil
}

// values returns values of a vocabulary as strings.
func values[T ~string](of ...T) []string {
	out := make([]string, len(of))
	for i, v := range of {
		out[i] = string(v)
	}
	return out
}
