import type { DiscourseWords } from './words.ts';

export default {
  language: 'pt',
  months: [['janeiro', 'jan'], ['fevereiro', 'fev'], ['março', 'marco', 'mar'], ['abril', 'abr'], ['maio', 'mai'], ['junho', 'jun'], ['julho', 'jul'], ['agosto', 'ago'], ['setembro', 'set'], ['outubro', 'out'], ['novembro', 'nov'], ['dezembro', 'dez']],
  weekdays: [['domingo', 'dom'], ['segunda(?:-feira)?', 'seg'], ['terça(?:-feira)?', 'ter'], ['quarta(?:-feira)?', 'qua'], ['quinta(?:-feira)?', 'qui'], ['sexta(?:-feira)?', 'sex'], ['sábado', 'sáb', 'sab']],
  units: { second: ['segundos?', 'seg'], minute: ['minutos?', 'min'], hour: ['horas?'], day: ['dias?'], week: ['semanas?'], month: ['mês', 'mes', 'meses'], year: ['anos?'] },
  one: ['uma?'],
  agoBefore: ['há', 'faz'],
  agoAfter: ['atrás'],
  roughly: ['cerca de', 'mais de', 'quase', 'menos de', 'aproximadamente'],
  now: ['agora(?: mesmo)?', 'neste momento', 'há instantes', 'há alguns segundos'],
  today: ['hoje'],
  yesterday: ['ontem'],
  otherTime: ['registr(?:ado|ada|o)(?: em)?', 'cadastr(?:ado|ada|o)(?: em)?', 'membro desde', 'desde', 'data de (?:registro|registo|inscrição)', 'inscrito em', 'editado', 'última edição', 'modificado', 'alterado', 'atualizado', 'atualizada', 'último post', 'última mensagem', 'última resposta', 'última visita', 'última atividade', 'visto', 'aniversário', 'fechado', 'encerrad[oa]', 'apagado', 'termina', 'prazo'],
  by: ['por', 'de', 'autor(?:a)?', 'enviad[oa] por', 'publicad[oa] por', 'escrit[oa] por', 'postad[oa] por', 'criad[oa] por', 'comentário de', 'perguntad[oa] por', 'respondid[oa] por', 'ideia de', 'sugerid[oa] por'],
  wrote: ['escreveu', 'escreve', 'disse', 'diz', 'perguntou', 'respondeu', 'comentou', 'publicou', 'postou', 'sugeriu', 'em'],
  quoted: ['citação(?: de)?', 'citar', 'postado originalmente por', 'originalmente (?:postado|enviado|publicado) por'],
  inReplyTo: ['em resposta a', 'em resposta ao?', 'resposta a', 'respondendo a', 'respondeu a'],
  votes: ['votos?', 'pontos?', 'curtidas?', 'gostos?', 'gostei', 'apoios?', 'apoiadores', 'avaliações'],
  controls: ['responder', 'resposta', 'citar', 'citação', 'denunciar', 'reportar', 'editar', 'apagar', 'excluir', 'eliminar', 'compartilhar', 'partilhar', 'link(?: permanente)?', 'curtir', 'gosto', 'não gosto', 'topo', 'voltar ao topo', 'perfil', 'mensagem(?: privada)?', 'mensagens', 'e-?mail', 'site', 'offline', 'online', 'comentar', 'comentários?', 'obrigad[oa]', 'imprimir', 'mais', 'ler mais', 'leia mais', 'ver mais', 'menos', 'assunto', 'data', 'autor', 'por', 'em', 'às', 'status', 'localização', 'registrado', 'tópicos', 'grupo', 'disse', 'escreveu', 'útil', 'sim', 'não', 'anexos?', 'ficheiros? anexos?', 'assinatura', 'postado', 'publicado', 'enviado', 'entre para .*', 'faça login.*', 'melhor resposta', 'discussão'],
  nobody: ['visitante', 'convidado', 'anônimo', 'anónimo', 'apagado', 'usuário removido'],
} satisfies DiscourseWords;
