/** Spanish function words. */
export default `
yo me mí conmigo mi mis mío mía míos mías nosotros nosotras nos nuestro nuestra nuestros nuestras tú te ti contigo tu tus tuyo
tuya vosotros vosotras os vuestro vuestra vuestros vuestras usted ustedes él ella ello ellos ellas le les lo la los las se
sí su sus suyo suya suyos suyas un una unos unas el al del quien quienes que qué cual cuál cuales cuyo cuya este esta estos
estas esto ese esa esos esas eso aquel aquella aquellos aquellas aquello alguien nadie algo nada todo toda todos todas
cada alguno alguna algunos algunas algún ninguno ninguna ningún otro otra otros otras mismo misma mismos mismas tal
tales ambos mucho mucha muchos muchas poco poca pocos pocas tanto tanta
a ante bajo con contra de desde durante en entre hacia hasta mediante para por según sin sobre tras
y e o u pero sino ni que porque pues si aunque como cómo cuando cuándo donde dónde mientras entonces
soy eres es somos sois son era eras eran éramos fui fue fueron fuera fuese sea sean seas será serán sería serían ser
siendo sido estoy estás está estamos están estaba estaban estuvo esté estén estar estado he has ha hemos han había
habían hubo haya hayan hubiera hay haber habido tengo tiene tienes tenemos tienen tenía tener puede pueden puedo poder
debe deben va van voy ir hace hacer
no sí ya muy más menos también tampoco aún todavía solo sólo así aquí allí ahí bien mal siempre nunca ahora luego antes
después quizá quizás tan casi etc`;
